import CaseStore

/// What became of the sources of earlier runs: moved to another name, or replaced by other bytes.
///
/// Told by content alone: a log that was rotated, renamed or compressed has the bytes that the case knows.
struct SourceSettlement {
  /// A change to a source that is in the case.
  enum Change: Sendable {
    /// Its bytes stand under another name now.
    case moved(source: Int32, to: String)
    /// Under its name stand other bytes, and its own were seen nowhere.
    case replaced(source: Int32, path: String, kept: String)
  }

  /// The first path at which each content was seen in this run.
  private var paths: [String: String] = [:]
  private var contents: [String: String] = [:]
  private var grown: Set<Int32> = []

  mutating func saw(_ sha256: String, at path: String) {
    if paths[sha256] == nil { paths[sha256] = path }
    contents[path] = sha256
  }

  /// Notes a source of which a longer one was read, which stands in its place from now on.
  mutating func saw(_ source: CaseContents.KnownSource, grownAt path: String) { grown.insert(source.number) }

  /// The changes, in the order of the sources.
  func changes(to sources: [CaseContents.KnownSource]) -> [Change] {
    sources.compactMap { source in
      if grown.contains(source.number) { return nil }
      if let path = paths[source.sha256] {
        return path == source.path || source.size == 0 ? nil : .moved(source: source.number, to: path)
      }
      guard let now = contents[source.path], now != source.sha256, source.size > 0 else { return nil }
      return .replaced(
        source: source.number, path: source.path, kept: source.path + "@" + String(source.sha256.prefix(8)))
    }
  }
}
