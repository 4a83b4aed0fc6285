/// Short forms for texts that a person reads; the full ids stand in the finding's entities.
enum Abbreviation {
  private static let keptCharacters = 8
  private static let longestWhole = 12
  private static let mostWrites = 6

  /// `1ur329a0...`; ids of up to twelve characters, paths, and names with a space or `@` stay whole.
  static func id(_ id: String) -> String {
    let isName = id.contains { $0 == "/" || $0 == " " || $0 == "@" || $0 == ":" }
    return id.count <= longestWhole || isName ? id : id.prefix(keptCharacters) + "..."
  }

  /// `1ur329a0...#7, #8, #9 and 4 more`.
  static func writes(_ keys: [String]) -> String {
    var texts: [String] = []
    var client: String?
    for key in keys.prefix(mostWrites).map(WriteKey.init) {
      guard let number = key.number else {
        texts.append(id(key.client))
        continue
      }
      texts.append(key.client == client ? "#\(number)" : "\(id(key.client))#\(number)")
      client = key.client
    }
    let more = keys.count > mostWrites ? " and \(keys.count - mostWrites) more" : ""
    return texts.joined(separator: ", ") + more
  }
}
