/// Which sources a merged case gets, under which names, in which order.
///
/// The order is that in which `analyze` reads files: by path, members of an archive as they come. So the merged case is
/// the one that analyzing all logs at once gives.
struct MergePlan {
  /// A source of the merged case; its number is its index in the plan plus one.
  struct Item {
    let input: Int
    let source: MergeSource
    let path: String
  }

  let items: [Item]
  /// For each input, by source number: the index in the plan of the bytes.
  let ranks: [[Int64: Int32]]
  /// Sources whose bytes another case has as well.
  let joined: Int

  /// - Parameters:
  ///   - inputs: the cases, in a fixed order.
  ///   - labels: a name for each, for sources that are told apart by nothing else.
  init(_ inputs: [MergeInput], labels: [String]) {
    let all = inputs.indices.flatMap { input in inputs[input].sources.map { (input: input, source: $0) } }
      .sorted {
        Self.precedes(($0.source.path, $0.input, $0.source.number), ($1.source.path, $1.input, $1.source.number))
      }
    var kept: [(input: Int, source: MergeSource)] = []
    var seen: Set<String> = []
    for entry in all where seen.insert(entry.source.content).inserted { kept.append(entry) }
    joined = all.count - kept.count
    items = Self.named(kept, labels).sorted {
      Self.precedes((Self.file($0.path), $0.input, $0.source.number), (Self.file($1.path), $1.input, $1.source.number))
    }
    let places = Dictionary(
      zip(items.map(\.source.content), Int32(0)...), uniquingKeysWith: { first, _ in first })
    ranks = inputs.map { input in
      Dictionary(
        input.sources.map { ($0.number, places[$0.content] ?? 0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Sources of one path with different bytes get the name of their case before it, as if it were a folder.
  private static func named(_ kept: [(input: Int, source: MergeSource)], _ labels: [String]) -> [Item] {
    var count: [String: Int] = [:]
    for entry in kept { count[entry.source.path, default: 0] += 1 }
    var taken = Set(count.keys)
    return kept.map { entry in
      var path = entry.source.path
      if count[path, default: 0] > 1 {
        path = labels[entry.input] + "/" + path.drop { $0 == "/" }
        while !taken.insert(path).inserted { path += "@" + entry.source.sha256.prefix(8) }
      }
      return Item(input: entry.input, source: entry.source, path: path)
    }
  }

  /// The file on disk that a source stands in.
  private static func file(_ path: String) -> String { String(path.prefix { $0 != "!" }) }

  private static func precedes(_ a: (String, Int, Int64), _ b: (String, Int, Int64)) -> Bool {
    if a.0 != b.0 { return a.0.utf8.lexicographicallyPrecedes(b.0.utf8) }
    return (a.1, a.2) < (b.1, b.2)
  }
}
