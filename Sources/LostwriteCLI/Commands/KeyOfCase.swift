import CaseStore
import Digests

/// The key file beside a case, compared with what the case remembers of its key.
struct KeyOfCase {
  /// nil where the file is missing or holds the key of another case.
  let key: CaseKey?
  /// What is wrong with the file, as the first half of a sentence; nil where nothing is.
  let problem: String?

  private static let fact = "key_check"
  /// Stands in place of a check value in a case that was merged of cases with several keys.
  private static let severalKeys = "several"

  /// For reading.
  ///
  /// - Parameters:
  ///   - path: the key file.
  ///   - file: the case.
  /// - Throws: `CaseKeyFault` where the file is no key, `StoreError` where the case cannot be read.
  init(at path: String, of file: CaseFile) throws {
    let found = try CaseKey.load(at: path)
    let known = try file.fact(Self.fact)
    let isOther = found != nil && known != nil && known != found?.checkValue
    key = isOther ? nil : found
    problem =
      found == nil
      ? "the key '\(path)' is missing" : isOther ? "'\(path)' is not the key of the case '\(file.path)'" : nil
  }

  /// The key for what is added to a case; a new one where the case holds no fingerprint yet.
  ///
  /// - Parameters:
  ///   - path: the key file.
  ///   - file: the case, open for writing.
  ///   - casePath: the case, as messages call it.
  /// - Returns: the key, of which the case keeps the check value from now on.
  /// - Throws: `CaseKeyFault` where the key is lost or another one: fingerprints of a token would differ.
  static func forWriting(at path: String, to file: CaseFile, named casePath: String) throws -> CaseKey {
    let known = try file.fact(fact)
    let found = try CaseKey.load(at: path)
    if let found, known == found.checkValue { return found }
    // Cases of earlier versions remember nothing: a key that is there is taken for theirs.
    if found == nil || known != nil, try file.holdsFingerprints() {
      if known == severalKeys { throw CaseKeyFault.severalKeys(casePath) }
      throw found == nil ? CaseKeyFault.missing(path, of: casePath) : CaseKeyFault.other(path, of: casePath)
    }
    let key = try found ?? CaseKey.loadOrCreate(at: path)
    try file.setFact(fact, key.checkValue)
    return key
  }

  /// Remembers the key of a merged case; nil where its parts have different ones.
  static func remember(_ key: CaseKey?, in file: CaseFile) throws {
    try file.setFact(fact, key?.checkValue ?? severalKeys)
  }

  /// - Throws: `CaseKeyFault` where a key is not that of its case.
  static func check(_ key: CaseKey?, at path: String, of file: CaseFile) throws {
    guard let key, let known = try file.fact(fact), known != key.checkValue else { return }
    throw CaseKeyFault.other(path, of: file.path)
  }
}
