/// The parts of a long record that matter, cut to a line: `…"exp":1795345225,"jti":"536c4c…"id":4,"name":"todo.create"…`.
struct Excerpt {
  /// A word that is worth showing, and how much.
  struct Focus {
    let word: [UInt8]
    let weight: Int
    init(_ word: String, _ weight: Int) {
      self.word = Array(word.lowercased().utf8)
      self.weight = weight
    }
  }

  let focus: [Focus]

  /// Columns that a word is shown with, before and behind it.
  private static let before = 8
  private static let behind = 26
  /// Longer texts are looked at up to here.
  private static let limit = 1 << 16

  /// The text, or its parts around the weightiest words, in their order, with `…` for what is left out.
  func of(_ text: String, columns: Int) -> String {
    guard VisibleText.width(text) > columns else { return text }
    let characters = Array(text.prefix(Self.limit))
    let parts = chosen(in: characters, columns: columns)
    guard let first = parts.first, let last = parts.last else { return VisibleText.cut(text, to: columns) }
    var out = first.lowerBound > 0 ? "…" : ""
    out += parts.map { String(characters[$0]) }.joined(separator: "…")
    if last.upperBound < characters.count { out += "…" }
    return VisibleText.width(out) > columns ? VisibleText.cut(out, to: columns) : out
  }

  private func chosen(in characters: [Character], columns: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    for match in matches(in: characters) {
      let wanted = Self.atBorder(max(0, match.lowerBound - Self.before), characters, match.lowerBound)
      let part = wanted..<min(characters.count, match.upperBound + Self.behind)
      let merged = Self.merged(parts + [part])
      if Self.width(of: merged) <= columns { parts = merged }
    }
    return Self.widened(parts, to: columns, in: characters.count)
  }

  /// Where the words stand, the weightiest first; each once.
  private func matches(in characters: [Character]) -> [Range<Int>] {
    // One byte per character, so that places in both agree; nothing that is looked for is beyond ASCII.
    let bytes = characters.map { $0.asciiValue.map { (65...90).contains($0) ? $0 + 32 : $0 } ?? 0 }
    var found: [(range: Range<Int>, weight: Int)] = []
    for item in focus {
      guard let start = Self.place(of: item.word, in: bytes) else { continue }
      found.append((start..<start + item.word.count, item.weight))
    }
    return found.sorted { ($1.weight, $0.range.lowerBound) < ($0.weight, $1.range.lowerBound) }.map(\.range)
  }

  private static func place(of word: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let head = word.first, bytes.count >= word.count else { return nil }
    var start = 0
    while start <= bytes.count - word.count {
      if bytes[start] == head, bytes[start..<start + word.count].elementsEqual(word) { return start }
      start += 1
    }
    return nil
  }

  /// The first place from `start` on where a field or word begins, not beyond `end`.
  private static func atBorder(_ start: Int, _ characters: [Character], _ end: Int) -> Int {
    guard start > 0 else { return 0 }
    let border = (start..<max(start, end)).first { " ,{[(&?".contains(characters[$0 - 1]) }
    return border ?? end
  }

  private static func merged(_ parts: [Range<Int>]) -> [Range<Int>] {
    var out: [Range<Int>] = []
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = out.last, part.lowerBound <= last.upperBound + 1 {
        out[out.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
      } else {
        out.append(part)
      }
    }
    return out
  }

  private static func width(of parts: [Range<Int>]) -> Int { parts.reduce(1) { $0 + $1.count + 1 } }

  /// Gives the columns that are left to what stands behind the parts, then to what stands before them.
  private static func widened(_ parts: [Range<Int>], to columns: Int, in count: Int) -> [Range<Int>] {
    var parts = parts
    for index in parts.indices {
      let limit = index + 1 < parts.count ? parts[index + 1].lowerBound : count
      let room = max(0, columns - width(of: parts)) / (parts.count - index)
      parts[index] = parts[index].lowerBound..<min(limit, parts[index].upperBound + room)
    }
    for index in parts.indices.reversed() {
      let limit = index > 0 ? parts[index - 1].upperBound : 0
      let room = max(0, columns - width(of: parts))
      parts[index] = max(limit, parts[index].lowerBound - room)..<parts[index].upperBound
    }
    return merged(parts)
  }
}
