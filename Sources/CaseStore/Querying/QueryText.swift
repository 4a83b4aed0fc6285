import CSQLite

/// Texts with several queries in them.
public enum QueryText {
  /// The queries of a text that ends with a semicolon; nil where the last one is not complete yet.
  public static func statements(in text: String) -> [String]? {
    guard sqlite3_complete(text) != 0 else { return nil }
    var statements: [String] = []
    var start = text.startIndex
    var search = text.startIndex
    while let end = text[search...].firstIndex(of: ";") {
      search = text.index(after: end)
      let part = String(text[start..<search])
      // Not every semicolon ends a query: there are texts and comments.
      guard sqlite3_complete(part) != 0 else { continue }
      if part.contains(where: { !$0.isWhitespace && $0 != ";" }) { statements.append(part) }
      start = search
    }
    return statements
  }
}
