import CaseStore
import Model

/// The versions that the sync servers of a deployment may be of.
struct ServerVersions: Sendable, Equatable {
  /// In order: those that servers told, or else the ranges that their lines imply.
  let all: [String]
  /// What is known of each server.
  private let known: [Known]

  private struct Known: Hashable, Sendable {
    var version: String
    var isTold: Bool
  }

  /// - Parameter servers: the logs of the sync servers.
  init(_ servers: [SourceRow]) {
    let known = servers.compactMap { server in
      server.version.map { Known(version: $0, isTold: server.versionOrigin != "fingerprint") }
    }
    let told = known.filter(\.isTold)
    all = Set((told.isEmpty ? known : told).map(\.version)).sorted()
    self.known = Set(known).sorted { ($0.version, $0.isTold ? 0 : 1) < ($1.version, $1.isTold ? 0 : 1) }
  }

  /// Whether a server may be of a version: one told it, its lines allow it, or nothing is known of any.
  func mayBe(_ version: String) -> Bool {
    known.isEmpty
      || known.contains { server in
        server.isTold ? server.version == version : VersionRange(server.version)?.contains(version) ?? true
      }
  }

  /// Whether the last mutation id may stay where it is when a mutator throws (0.25.0; captured-facts, Zero 8).
  var mayStayAfterThrow: Bool { mayBe("0.25.0") }

  /// Versions whose sockets keep the token that they were opened with (rocicorp/mono, release notes of 0.26.0).
  private static let pinning = VersionRange("<= 0.25.13")

  /// Whether a server may be of a version whose sockets keep their token.
  var mayPinCredentials: Bool {
    guard let pinning = Self.pinning, !all.isEmpty else { return true }
    return all.contains { VersionRange($0)?.intersection(pinning) != nil }
  }

  /// Everything that conclusions rest on, as text.
  var basis: String { known.map { ($0.isTold ? "" : "about ") + $0.version }.joined(separator: ", ") }
}
