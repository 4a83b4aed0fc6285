import CaseStore
import Dialects
import Digests
import Model

/// Texts of people and file systems on their way into a case, with the credentials in them replaced as those of logs are:
/// no secret rests.
struct RestingText {
  private let masker: CredentialMasker

  init(key: CaseKey) { masker = CredentialMasker(key: key) }

  /// - Parameter file: the case; without its key, marks are not those of the case, and hide as much.
  /// - Throws: `CaseKeyFault` where its key file is none, `StoreError` where the case cannot be read.
  init(for file: CaseFile) throws {
    self.init(key: try KeyOfCase(at: file.path + ".key", of: file).key ?? CaseKey.temporary())
  }

  /// A sentence of somebody, in one line: anything that looks like a credential, with its mark in its place.
  func sentence(_ text: String) -> String {
    let line = String(text.map { $0.isNewline || $0.isControl ? " " : $0 })
    return mask(line)?.text ?? line
  }

  /// A name of a file. Many a name has a word like `session` in it, so only what says of itself that it is a token counts.
  func name(_ text: String) -> String {
    guard let masked = mask(text), masked.found.contains(where: { $0.kind == "jwt" || $0.algorithm != nil }) else {
      return text
    }
    return masked.text
  }

  private func mask(_ text: String) -> (text: String, found: [TokenFacts])? {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      guard masker.mayHoldCredential(bytes) else { return nil }
      var output: [UInt8] = []
      var found: [TokenFacts] = []
      guard masker.mask(bytes, into: &output, found: { found.append($0) }) else { return nil }
      return (String(decoding: output, as: UTF8.self), found)
    }
  }
}

extension Character {
  fileprivate var isControl: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }
}
