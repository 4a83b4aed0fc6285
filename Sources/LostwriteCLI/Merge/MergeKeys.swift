import Digests
import Foundation

/// The keys of the cases that are joined, and what becomes of them.
struct MergeKeys {
  /// In the order of the cases; nil where it is missing.
  let keys: [CaseKey?]
  /// Equal for cases of equal keys; each case without a key is alone.
  let groups: [Int]
  private let missing: [String]

  /// - Parameter cases: the cases.
  /// - Throws: `CaseKeyFault` for a key that cannot be read.
  init(_ cases: [String]) throws {
    keys = try cases.map { try CaseKey.load(at: $0 + ".key") }
    var known: [CaseKey] = []
    groups = keys.enumerated().map { index, key in
      // Without its key, nothing is known of a case's fingerprints; equal ones still are of one token.
      guard let key else { return -1 - index }
      if let group = known.firstIndex(where: { $0.isEqual(to: key) }) { return group }
      known.append(key)
      return known.count - 1
    }
    missing = zip(cases, keys).filter { $0.1 == nil }.map { "'\($0.0).key'" }
  }

  private var areEqual: Bool { Set(groups).count == 1 }

  /// The key of all cases; nil where they have not one.
  var common: CaseKey? { areEqual ? keys[0] : nil }

  /// What stands in the way of knowing every token again; nil where nothing does.
  var problem: String? {
    if areEqual { return nil }
    let reason =
      missing.isEmpty
      ? "the cases have different keys"
      : "not every case has its key here (missing: \(missing.joined(separator: ", ")))"
    return
      "\(reason), so a token is the same in two of them only where its claims or its fingerprint say so; the merged "
      + "case gets no key. Give machines one key before they analyze: docs/handing-over.md"
  }

  /// Gives the merged case the key of all; none where they differ, because none of them is right for all texts.
  ///
  /// - Parameter path: the key file to be.
  /// - Returns: whether there is one now, and whether it was made.
  /// - Throws: `MergeFault` where another key is there, `CaseKeyFault` where it cannot be written.
  func store(at path: String) throws -> (isThere: Bool, isNew: Bool) {
    let there = try CaseKey.load(at: path)
    guard let key = common else {
      if there != nil { throw MergeFault.otherKey(path) }
      return (false, false)
    }
    if let there {
      guard there.isEqual(to: key) else { throw MergeFault.otherKey(path) }
      return (true, false)
    }
    try key.store(at: path)
    return (true, true)
  }
}
