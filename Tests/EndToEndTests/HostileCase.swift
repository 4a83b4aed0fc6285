import CaseStore
import Foundation

/// A case whose every text tries to be more than text.
struct HostileCase {
  let path: String
  private let desk: Desk

  /// Texts of logs that attack one form or another.
  static let attacks = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "]]></failure><x>", "&lt;b&gt; & &#x1b;", "[a](javascript:alert(1))",
    "![i](http://evil.example/i.png)", "http://evil.example/?a=1 www.evil.example", "@everyone and #12 and a@b.example",
    "a | b || c", "`code` ``more``", "**bold** _it_ ~~no~~ # head", "{0} {{1}} [2](3)", "$x$ and \\backslash\\",
    "\u{1b}[31mred\u{7}\u{0}\u{8}", "line\nfeed\r\nLOST 9 writes", "\u{202e}gnp.exe\u{2066}x", "\u{fffe}\u{ffff}",
    "日本語 🏳️‍🌈 e\u{301}", "</testsuites>", "\"quoted\", 'single'", "\u{2028}\u{2029}\u{85}", "---\n- item\n1. one",
  ]

  init() throws {
    desk = try Desk()
    path = desk.path("hostile.case")
    let file = try CaseFile(path: path, access: .create)
    for (index, attack) in Self.attacks.enumerated() { try Self.add(attack, Int64(index + 1), to: file.database) }
  }

  private static func add(_ attack: String, _ number: Int64, to database: Database) throws {
    try insert(
      "INSERT INTO source_rows VALUES (?1, ?2 || ?1, ?3, 9, 'json', 'none', ?2, 'info', 0, 9, 3, ?2, 'banner', 9, 0, 0, 0, "
        + "0, 1, 1, ?2)", number, attack, database)
    try insert("INSERT INTO record_rows VALUES (?1, ?1, 5, 4, 3, ?1, 0, 0)", number, nil, database)
    try insert("INSERT INTO record_texts VALUES (?1, ?2)", number, attack, database)
    try insert("INSERT INTO symbols VALUES (?1, ?2)", number, attack, database)
    try insert(
      "INSERT INTO mutation_rows VALUES (?1, ?1, ?1, ?1, ?2, ?1, ?1, 'dropped', 'auth', 'proved', ?2, ?1, 1, ?1, ?1)",
      number, attack, database)
    try insert(
      "INSERT INTO mutation_rows VALUES (?1 + 1000, ?1, ?1, ?1, ?2, ?1, ?1, 'unknown', 'unknown', 'suspected', ?2, ?1, "
        + "1, ?1, ?1)", number, attack, database)
    try insert("INSERT OR IGNORE INTO rules VALUES (?2, 'stale_token', 'high', ?2, ?2)", number, attack, database)
    try insert(
      "INSERT INTO finding_rows VALUES (?1, ?2, 'stale_token', 'high', 'proved', ?2, ?2, ?2, ?2, ?1, ?1, 2, 'new', ?1)",
      number, attack, database)
    for type in ["mutation", "client", "user", "token"] {
      try insert("INSERT INTO finding_entities VALUES (?1, '\(type)', ?2)", number, attack, database)
    }
    try insert("INSERT INTO finding_evidence_rows VALUES (?1, 1, ?1, ?2)", number, attack, database)
    try insert("INSERT INTO finding_evidence_rows VALUES (?1, 2, ?1, ?2)", number, attack, database)
  }

  private static func insert(_ sql: String, _ number: Int64, _ text: String?, _ database: Database) throws {
    let statement = try database.prepare(sql)
    statement.bind(1, number)
    if sql.contains("?2") { statement.bind(2, text) }
    if sql.contains("?3") { statement.bind(3, String(repeating: "0a", count: 32)) }
    try statement.run()
  }

  /// The report in a form, written to a file of its own.
  func report(_ format: String) throws -> (path: String, text: String, run: Binary.Run) {
    let place = path + "." + format
    let run = try Binary.run(["report", path, "--format", "\(format)=\(place)"])
    return (place, try String(contentsOfFile: place, encoding: .utf8), run)
  }
}
