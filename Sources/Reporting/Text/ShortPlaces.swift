import Model

/// Sentences that name places in sources, without the folder that all sources share.
struct ShortPlaces {
  private let folder: String
  /// The sources, as they are called without the folder.
  private let names: Set<Substring>

  /// - Parameter paths: The sources of the case.
  init(_ paths: [String]) {
    let short = SourceNames(paths)
    folder = short.folder
    names = Set(paths.map { Substring(short.short($0)) })
  }

  /// `refused (/night/logs/zero.log:9)` as `refused (zero.log:9)`; what only looks like a source stays.
  func shortened(_ text: String) -> String {
    guard !folder.isEmpty else { return text }
    var out = ""
    var rest = text[...]
    while let found = rest.firstRange(of: folder) {
      let tail = rest[found.upperBound...]
      out += rest[..<found.lowerBound]
      let isStart = out.last.map { " (\"'".contains($0) } ?? true
      if !isStart || !names.contains(Self.name(tail)) { out += folder }
      rest = tail
    }
    return out + rest
  }

  /// The text up to its line number or the end of the word, without punctuation behind it.
  private static func name(_ text: Substring) -> Substring {
    var name = text.prefix { !": )\"'".contains($0) }
    while let last = name.last, ",.;".contains(last) { name = name.dropLast() }
    return name
  }
}
