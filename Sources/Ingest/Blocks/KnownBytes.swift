import CaseStore

/// The bytes that the case holds, by digest.
struct KnownBytes: Sendable {
  private var pathsOfDigest: [String: [String]] = [:]
  private var sizes: Set<UInt64> = []
  /// The sources of the case before this run, by digest, and where they ended.
  private var earlier: [String: CaseContents.KnownSource] = [:]
  private var ends: [UInt64] = []
  /// The sources that were empty, by path: every source begins with them, so only the name tells which one was filled.
  private var empty: [String: CaseContents.KnownSource] = [:]

  init(_ sources: [CaseContents.KnownSource]) {
    for source in sources {
      insert(path: source.path, sha256: source.sha256, size: source.size)
      if source.size == 0 { empty[source.path] = source } else { earlier[source.sha256] = source }
    }
    // Every source begins with an empty one; that tells nothing.
    ends = Set(sources.map(\.size)).filter { $0 > 0 }.sorted()
  }

  mutating func insert(path: String, sha256: String, size: UInt64) {
    pathsOfDigest[sha256, default: []].append(path)
    sizes.insert(size)
  }

  func hasSize(_ size: UInt64) -> Bool { sizes.contains(size) }

  /// The path under which the same bytes are known. Empty files are the same only under the same name.
  func find(sha256: String, size: UInt64, path: String) -> String? {
    let paths = pathsOfDigest[sha256] ?? []
    return size == 0 ? paths.first { $0 == path } : paths.first
  }

  /// The source of an earlier run with these bytes.
  func source(sha256: String, size: UInt64) -> CaseContents.KnownSource? {
    earlier[sha256].flatMap { $0.size == size ? $0 : nil }
  }

  /// The empty source of an earlier run under this name.
  func emptySource(at path: String) -> CaseContents.KnownSource? { empty[path] }

  /// The sources of earlier runs, in their order.
  var earlierSources: [CaseContents.KnownSource] {
    (Array(earlier.values) + empty.values).sorted { $0.number < $1.number }
  }

  /// The first size of a known source that is larger than `size`.
  func nextEnd(after size: UInt64) -> UInt64? {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= size { low = middle + 1 } else { high = middle }
    }
    return low < ends.count ? ends[low] : nil
  }
}
