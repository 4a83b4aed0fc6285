import Foundation

/// What the script of an HTML report works with.
struct PageData {
  let all: [String: Any]

  init?(_ page: String) {
    guard let start = page.range(of: "<script type=\"application/json\" id=\"data\">")?.upperBound,
      let end = page.range(of: "</script>", range: start..<page.endIndex)?.lowerBound,
      let data = try? JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [String: Any]
    else { return nil }
    all = data
  }

  var tables: [String: [String: Any]] { all["tables"] as? [String: [String: Any]] ?? [:] }

  func rows(of table: String) -> Int { (tables[table]?["rows"] as? [Any])?.count ?? 0 }
  func details(of table: String) -> Int { (tables[table]?["details"] as? [Any])?.count ?? 0 }
}
