import CaseStore

/// A case in memory with rows as a correlation would write them.
struct SampleCase {
  let file: CaseFile
  private var symbols: [String: Int] = [:]

  init() throws {
    file = try CaseFile(path: ":memory:", access: .create)
    try file.makeIndexes()
  }

  mutating func symbol(_ text: String?) throws -> Int {
    guard let text else { return 0 }
    if let known = symbols[text] { return known }
    let number = symbols.count + 1
    symbols[text] = number
    try file.database.execute("INSERT INTO symbols VALUES (\(number), '\(text)')")
    return number
  }

  /// Adds a write of group `g-CLIENT` and user `u-CLIENT`, with one push at record `record` and its API line after it.
  mutating func add(
    write: Int, of client: String, verdict: String, cause: String = "none", strength: String = "proved",
    at: Int64 = 1_000_000, record: Int = 10
  ) throws {
    let ids = try [symbol("g-" + client), symbol(client), symbol("u-" + client)]
    let row = (try file.database.integer("SELECT count(*) FROM mutation_rows") ?? 0) + 1
    try file.database.execute(
      """
      INSERT INTO mutation_rows VALUES (\(row), \(ids[0]), \(ids[1]), \(write), NULL, \(ids[2]), 0, '\(verdict)',
        '\(cause)', '\(strength)', 'as the logs show', \(record), 1, \(at), \(at + 5));
      INSERT INTO attempt_rows VALUES (\(row), \(row), \(at), \(record), \(record + 1), 200, 'failed', 0, NULL, NULL, NULL);
      """)
  }

  func add(source: Int, path: String) throws {
    try file.database.execute(
      """
      INSERT INTO source_rows VALUES (\(source), '\(path)', 'aa', 9, 'json', 'none', 'API server', 'info', 0, 9000000, 3,
        NULL, NULL, 9, 0, 0, 0, 0, 0, NULL, NULL);
      """)
  }

  /// Adds an observation of a client; `columns` names further columns with their SQL values.
  mutating func add(
    observation: String, of client: String?, at: Int64 = 1_000_000, lasting: Int64 = 0,
    _ columns: [String: String] = [:]
  ) throws {
    var values = [
      "type": "'\(observation)'", "grp": String(try symbol(client.map { "g-" + $0 })),
      "client": String(try symbol(client)), "usr": "0", "token": "0", "strength": "'proved'", "first_at": String(at),
      "last_at": String(at + lasting), "count": "1", "accepted": "0", "refused": "0", "writes": "0",
    ]
    values.merge(columns) { $1 }
    let names = values.keys.sorted()
    try file.database.execute(
      "INSERT INTO observation_rows (\(names.joined(separator: ", "))) VALUES (\(names.compactMap { values[$0] }.joined(separator: ", ")))"
    )
  }
}
