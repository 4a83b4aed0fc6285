import CaseStore
import Dialects
import Digests
import Foundation
import Model

/// Looks for raw credentials in what is handed over, as ingest looks for them in logs.
struct CredentialScan {
  private let masker: CredentialMasker

  init() throws { masker = CredentialMasker(key: try CaseKey.temporary()) }

  /// - Throws: `BundleFault` for the first place of the case that holds one.
  func check(_ file: CaseFile) throws {
    try file.eachText { place, bytes in
      if !credentials(in: bytes).isEmpty { throw BundleFault.secret(inTable: place.description) }
    }
  }

  /// Looks for tokens only: reports are made of the texts of the case, but name fingerprints where logs have credentials
  /// (`"token": "t:9f2c41d0aa31"`), and rule files speak of them.
  ///
  /// - Throws: `BundleFault` where the text holds one.
  func check(_ text: BundleContents.Text) throws {
    try text.bytes.withUnsafeBytes { bytes in
      // By line, as logs are read.
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let found = credentials(in: UnsafeRawBufferPointer(rebasing: line))
        // A cookie can be a token as well; its claims tell.
        if found.contains(where: { $0.kind == "jwt" || $0.algorithm != nil || $0.expiresAt != nil }) {
          throw BundleFault.secret(inMember: text.path)
        }
      }
    }
  }

  private func credentials(in bytes: UnsafeRawBufferPointer) -> [TokenFacts] {
    guard masker.mayHoldCredential(bytes) else { return [] }
    var masked: [UInt8] = []
    var found: [TokenFacts] = []
    masker.mask(bytes, into: &masked) { found.append($0) }
    return found
  }
}

/// Why there is no bundle.
struct BundleFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func secret(inTable place: String) -> BundleFault {
    .init(
      description: "the case holds what looks like a raw credential, in \(place); nothing was written; take it out "
        + "(an acceptance: lostwrite accept --revoke) or make the case anew")
  }

  static func secret(inMember path: String) -> BundleFault {
    .init(
      description: "'\(path)' would hold what looks like a raw credential; nothing was written; a rule file must not "
        + "have one")
  }

  static func exists(_ path: String) -> BundleFault {
    .init(description: "'\(path)' exists, and nothing shall be lost; name another file or give --force")
  }

  static func isInput(_ path: String) -> BundleFault {
    .init(description: "the bundle would overwrite '\(path)', which it is made of; name another file")
  }

  static func notAFile(_ path: String) -> BundleFault {
    .init(description: "'\(path)' is not a regular file; name a new one")
  }

  static func noRoom(_ path: String, _ reason: String) -> BundleFault {
    .init(description: "cannot write '\(path)': \(reason)")
  }

  static func noManifest(_ path: String) -> BundleFault {
    .init(description: "'\(path)' is no bundle of lostwrite: it has no \(BundleManifest.folder)\(BundleManifest.name)")
  }

  static func badManifest(_ path: String, _ reason: String) -> BundleFault {
    .init(description: "the manifest of '\(path)' cannot be read: \(reason)")
  }

  static func unreadable(_ path: String, _ reason: String) -> BundleFault {
    .init(description: "cannot read '\(path)' to its end: \(reason)")
  }
}
