import Foundation
import Testing

/// `lostwrite verify`: what it tells of sources and of the case itself.
@Suite struct VerifyTests {
  /// A desk with copies of a sample's logs and a case of them.
  private func desk(_ sample: String = "silent-drop", _ options: String...) throws -> Desk {
    let desk = try Desk()
    try desk.copySample(sample)
    _ = try Binary.run(["analyze", "logs", "--case", "a.case", "-q"] + options, in: desk.folder)
    return desk
  }

  private func verify(_ desk: Desk, _ options: String...) throws -> Binary.Run {
    try Binary.run(["verify", "a.case"] + options, in: desk.folder)
  }

  private func change(_ desk: Desk, _ name: String, _ edit: (inout Data) -> Void) throws {
    let url = desk.folder.appendingPathComponent("logs/" + name)
    var data = try Data(contentsOf: url)
    edit(&data)
    try data.write(to: url)
  }

  @Test(arguments: ["silent-drop", "stale-token", "healthy"]) func anUntouchedCaseHolds(sample: String) throws {
    for keep in ["notable", "all", "none"] {
      let run = try verify(try desk(sample, "--keep-text", keep))
      #expect(run.status == 0, "\(run.out)\(run.error)")
      #expect(run.error == "")
      #expect(run.out.contains("verdict     holds: "))
      #expect(!run.out.contains("otherwise") && !run.out.contains("not reached"), "\(run.out)")
    }
  }

  @Test func everyTextIsReadAgainAlsoFromPackedLogs() throws {
    let desk = try desk()
    _ = try Tool.shell("tar -czf night.tar.gz logs && gzip -k logs/api.cloudwatch.csv && rm -r a.case", in: desk.folder)
    _ = try Binary.run(["analyze", "night.tar.gz", "--keep-text", "all", "-q", "-c", "a.case"], in: desk.folder)
    let run = try verify(desk)
    #expect(run.status == 0, "\(run.out)")
    let kept = try Tool.run(["sqlite3", desk.path("a.case"), "SELECT count(*) FROM record_texts"]).text
    let records = try Tool.run(["sqlite3", desk.path("a.case"), "SELECT count(*) FROM record_rows"]).text
    #expect(kept == records)
    let digits = kept.filter(\.isNumber)
    #expect(run.out.replacing(",", with: "").replacing(/\s+/, with: " ").contains("\(digits) texts as in the case"))
  }

  /// Records inside a line are read with what stands around them, also where the bytes come in a stream.
  @Test func recordsOfPackedDocumentsReadAsBefore() throws {
    let desk = try Desk()
    let lines = (1...3).map { number in
      #"{"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"#
        + #""179254348\#(number)000000000","severityText":"ERROR","body":{"stringValue":"it failed"}}]}]}]}"# + "\n"
    }
    try desk.write("otlp.jsonl", lines.joined())
    try desk.write("otlp.jsonl.gz", try Tool.gzip(desk.path("otlp.jsonl")))
    _ = try desk.analyze("otlp.jsonl.gz", "--keep-text", "all")
    let run = try verify(desk)
    #expect(run.status == 0, "\(run.out)")
    #expect(run.out.contains("3 texts as in the case"), "\(run.out)")
  }

  @Test(arguments: [
    ("truncated", Int32(1), "of 76,573 bytes are left"), ("rewritten", 1, "the case read 76,573 bytes"),
    ("grown", 0, "it has 76,581 now"), ("missing", 2, "looked for at logs/api.cloudwatch.csv"),
    ("unreadable", 2, "verdict     not complete"),
  ])
  func whatBecameOfASourceIsToldApart(state: String, status: Int32, words: String) throws {
    let desk = try desk("stale-token")
    let path = desk.path("logs/api.cloudwatch.csv")
    switch state {
    case "truncated": try change(desk, "api.cloudwatch.csv") { $0 = $0.prefix(40_000) }
    case "rewritten": try change(desk, "api.cloudwatch.csv") { $0[300] ^= 1 }
    case "grown": try change(desk, "api.cloudwatch.csv") { $0 += Data("1,more.\n".utf8) }
    case "missing": try FileManager.default.removeItem(atPath: path)
    default:
      // A packed file that cannot be unpacked; removing the right to read does not stop root.
      try Data([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]).write(to: URL(fileURLWithPath: path))
    }
    let run = try verify(desk)
    let text = run.out.replacing(/\s+/, with: " ")
    #expect(run.status == status, "\(run.out)")
    #expect(run.out.contains("\n\(state)"), "\(run.out)")
    #expect(text.contains(words.replacing(/\s+/, with: " ")), "\(run.out)")
    let json = try verify(desk, "--format", "json").out
    #expect(json.contains("\"state\" : \"\(state)\"") && json.contains("\"status\" : \(status)"))
  }

  @Test func movedSourcesAreFoundBelowTheRoot() throws {
    let desk = try desk()
    try FileManager.default.moveItem(atPath: desk.path("logs"), toPath: desk.path("archive"))
    #expect(try verify(desk).status == 2)
    #expect(try verify(desk, "--source-root", desk.path("archive")).status == 0)
  }

  @Test func standardInputIsToldToBeBeyondChecking() throws {
    let desk = try Desk()
    let log = Binary.root.appendingPathComponent("samples/stale-token/api.cloudwatch.csv")
    _ = try Binary.run(["analyze", "-", "-q", "-c", "a.case"], in: desk.folder, input: log)
    let run = try verify(desk)
    #expect(run.status == 0)
    #expect(run.out.contains("unchecked   -: standard input or a pipe"), "\(run.out)")
    #expect(run.out.contains("verdict     nothing to compare: the case agrees with itself; 1 source"))
  }

  /// Each of these is a case that somebody changed.
  @Test(arguments: [
    ("UPDATE record_texts SET text = text || '!' WHERE record = (SELECT min(record) FROM finding_evidence)", "text"),
    ("UPDATE source_rows SET sha256 = replace(sha256, 'a', 'b')", "rewritten"),
    ("UPDATE source_rows SET bytes_parsed = bytes_parsed + 1 WHERE source = 1", "ledger: the bytes of"),
    ("DELETE FROM record_rows WHERE record = 2", "records: 'logs/"),
    ("UPDATE record_rows SET length = 100000000 WHERE record = 3", "outside of its bytes"),
    ("DELETE FROM symbols WHERE symbol = 1", "of event_rows name in"),
    ("UPDATE finding_evidence_rows SET record = 999999 WHERE finding = 1", "of finding_evidence_rows name in record"),
    ("DELETE FROM token_rows WHERE token = 1", "rows of event_rows name in token what token_rows has not, first 1"),
  ])
  func aCaseThatWasTamperedWithDiffers(sql: String, words: String) throws {
    let desk = try desk()
    #expect(try Tool.run(["sqlite3", desk.path("a.case"), sql]).status == 0)
    let run = try verify(desk)
    #expect(run.status == 1, "\(run.out)")
    #expect(run.out.contains(words), "\(run.out)")
    #expect(run.out.contains("verdict     differs: "))
  }

  @Test func damagedPagesAreToldOrRefused() throws {
    let desk = try desk()
    try Tool.damage(desk.path("a.case"), at: 3 * 16_384)
    let run = try verify(desk)
    #expect(run.status == 1 || run.status == 2)
    #expect(!run.out.contains("holds"))
  }

  @Test func withoutItsKeyTextsAreComparedButForFingerprints() throws {
    let desk = try Desk()
    let token = SecretPlace.jwt(SecretTests.random(43))
    try desk.write("api.log", "{\"time\":1792576799000,\"level\":50,\"msg\":\"token \(token) was refused\"}\n")
    _ = try desk.analyze("api.log", "--keep-text", "all")
    try FileManager.default.removeItem(atPath: desk.path("a.case.key"))
    let run = try verify(desk)
    #expect(run.status == 0, "\(run.out)")
    #expect(run.error.contains("a.case.key' is missing: texts are compared but for the fingerprints"))
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case.key")))
  }

  @Test func recordsThatRetentionForgotAreToldAndNoFault() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    nights.more = "records: {keep: 1 days}"
    _ = try nights.night(22)
    nights.more = ""
    _ = try nights.ask(
      "DELETE FROM record_rows WHERE record NOT IN (SELECT record FROM event_rows UNION SELECT record "
        + "FROM record_texts)")
    let run = try Binary.run(["verify", nights.casePath], in: nights.desk.folder)
    #expect(run.status == 0, "\(run.out)\(run.error)")
    #expect(run.out.replacing(/\s+/, with: " ").contains("forgotten by retention cannot be compared one by one"))
  }

  @Test(arguments: [
    (["nothing.case"], Int32(2), "error: there is no case file 'nothing.case'"),
    (["logs/api.cloudwatch.csv"], 2, "is not a case file of lostwrite"), ([], 64, "error: "),
    (["a.case", "--format", "yaml"], 64, "error: "),
  ])
  func whatIsNoCaseIsAnError(arguments: [String], status: Int32, message: String) throws {
    let desk = try desk()
    let run = try Binary.run(["verify"] + arguments, in: desk.folder)
    #expect(run.status == status)
    #expect(run.error.contains(message), "\(run.error)")
  }
}

extension Desk {
  /// Copies the logs of a sample into the folder `logs`, or another one.
  func copySample(_ sample: String, to folder: String = "logs", only prefix: String = "") throws {
    let from = Binary.root.appendingPathComponent("samples/\(sample)")
    for name in try FileManager.default.contentsOfDirectory(atPath: from.path)
    where name.hasPrefix(prefix) && name != "README.md" {
      try write("\(folder)/\(name)", try Data(contentsOf: from.appendingPathComponent(name)))
    }
  }
}

extension Tool {
  /// Overwrites 200 bytes of a file.
  static func damage(_ path: String, at offset: UInt64) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: offset)
    try file.write(contentsOf: Data(repeating: 0xA5, count: 200))
    try file.close()
  }
}
