import Foundation

/// A desk with logs, a configuration, and nights over them.
final class NightDesk {
  let desk: Desk
  /// Keys of the configuration beside logs, case and reports.
  var more = ""
  var reports = "formats: [text, json]"
  var environment: [String: String] = [:]
  var casePath: String { desk.path("night.db") }
  var configPath: String { desk.path("lostwrite.yaml") }

  init() throws {
    desk = try Desk()
    try desk.writeKey("night.db")
    try FileManager.default.createDirectory(
      at: desk.folder.appendingPathComponent("logs"), withIntermediateDirectories: true)
  }

  /// Puts the logs of a sample there, or those of its files whose names begin so.
  func add(_ sample: String, only prefix: String = "") throws {
    let folder = Binary.root.appendingPathComponent("samples/\(sample)")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasPrefix(prefix) && name != "README.md" {
      try desk.write("logs/\(sample)-\(name)", try Data(contentsOf: folder.appendingPathComponent(name)))
    }
  }

  /// A write that was refused while its client stays; the snapshot says how far the server got.
  func addPending(snapshot: String, last: Int) throws {
    let lines = [
      (0, #"{"level":"INFO","pid":1,"worker":"runner","protocolVersion":45,"message":"starting server@0.25.13 "}"#),
      (1, Self.poke),
      (
        2,
        #"{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","kind":"PushFailed","#
          + #""origin":"zeroCache","reason":"http","status":401,"bodyPreview":"Unauthorized","message":"The server "#
          + #"behind ZERO_MUTATE_URL returned a push error.","mutationIDs":[{"id":2,"clientID":"c1"}]}"#
      ), (30, Self.poke),
    ]
    let text = lines.map { second, line in
      let escaped = line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let time = "2026-10-21T10:00:\(second < 10 ? "0" : "")\(second).000Z"
      return "{\"log\":\"\(escaped)\\n\",\"stream\":\"stdout\",\"time\":\"\(time)\"}\n"
    }.joined()
    try desk.write("logs/zero-cache.log", text)
    try desk.write("logs/\(snapshot)", "clientGroupID,clientID,lastMutationID,userID\ng1,c1,\(last),\n")
    guard last > 1 else { return }
    // A snapshot has no time; the API's own line says how the write ended.
    try desk.write(
      "logs/api.log",
      #"{"level":"info","msg":"mutation","clientGroupID":"g1","clientID":"c1","mutationID":\#(last),"result":"ok"}"#
        + "\n")
  }

  private static let poke =
    #"{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","clientID":"c1","#
    + #""wsID":"w1","message":"starting poke from 1 to 2"}"#

  func writeConfiguration() throws {
    try desk.write(
      "lostwrite.yaml", "case: night.db\nlogs: [logs]\nreports:\n  folder: reports\n  \(reports)\n\(more)\n")
  }

  /// Runs a night of October 2026 at 01:30 UTC.
  func night(_ day: Int) throws -> Binary.Run { try run(at: "2026-10-\(day) 01:30") }

  func run(at time: String) throws -> Binary.Run {
    try writeConfiguration()
    return try Binary.run(
      ["nightly", "--config", configPath, "--now", time], in: desk.folder, environment: environment)
  }

  func accept(_ arguments: String...) throws -> Binary.Run {
    try Binary.run(["accept", casePath] + arguments, in: desk.folder)
  }

  func report(_ day: Int, _ file: String) throws -> String {
    try String(contentsOfFile: desk.path("reports/2026-10-\(day)T013000Z/\(file)"), encoding: .utf8)
  }

  var reportFolders: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: desk.path("reports")).filter { $0 != "index.html" }.sorted()
    }
  }

  /// Asks the case in SQL; one line per row.
  func ask(_ sql: String) throws -> String {
    let run = try Tool.run(["sqlite3", casePath, sql])
    return run.text
  }

  /// Everything in the case that does not depend on when it was made.
  func content() throws -> [Substring] {
    let tables = try Tool.run([
      "sqlite3", casePath,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'night%' AND name NOT LIKE 'known%' "
        + "AND name NOT IN ('facts', 'runs', 'acceptances', 'finding_rows') ORDER BY name",
    ]).text.split(separator: "\n")
    let dumps = tables.map { "SELECT '\($0)', * FROM \($0);" }
    let findings = "SELECT finding, fingerprint, severity, strength, title, count FROM finding_rows;"
    return try Tool.run(["sqlite3", casePath, dumps.joined() + findings]).text.split(separator: "\n")
  }

  /// Copies case and reports aside.
  func keep() throws {
    try FileManager.default.copyItem(atPath: casePath, toPath: desk.path("kept.db"))
    try FileManager.default.copyItem(atPath: desk.path("reports"), toPath: desk.path("kept-reports"))
  }

  /// Puts case and reports back as they were kept.
  func putBack() throws {
    for (name, kept) in [("night.db", "kept.db"), ("reports", "kept-reports")] {
      try? FileManager.default.removeItem(atPath: desk.path(name))
      // It belongs to the case that is put away.
      try? FileManager.default.removeItem(atPath: desk.path(name + "-journal"))
      try FileManager.default.copyItem(atPath: desk.path(kept), toPath: desk.path(name))
    }
  }
}
