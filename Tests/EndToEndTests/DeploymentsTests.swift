import Foundation
import Testing

/// One case with the logs of two deployments of different versions that have nothing to do with each other.
@Suite struct DeploymentsTests {
  /// A line of Docker's log at a second of 2026-10-21 10:00.
  private func line(_ second: Int, _ text: String, stream: String = "stdout") -> String {
    let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let time = "2026-10-21T10:0\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60).000Z"
    return #"{"log":"\#(quoted)\n","stream":"\#(stream)","time":"\#(time)"}"# + "\n"
  }

  /// A sync server whose API's mutator threw, and that refused a write three seconds later.
  private func write(_ folder: String, version: String, client: String, end: Int, to desk: Desk) throws {
    func sync(_ second: Int, _ fields: String, stream: String = "stdout") -> String {
      line(second, #"{"level":"INFO","pid":1,\#(fields)}"#, stream: stream)
    }
    func alive(_ second: Int, _ client: String) -> String {
      sync(
        second,
        #""worker":"syncer","component":"view-syncer","clientGroupID":"g-\#(client)","clientID":"\#(client)","wsID":"w-\#(client)","message":"starting poke from 1 to 2""#
      )
    }
    let refused =
      #"{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g-\#(client)","component":"pusher","kind":"PushFailed","origin":"zeroCache","reason":"http","status":401,"bodyPreview":"no","message":"The server behind ZERO_MUTATE_URL returned a push error.","mutationIDs":[{"id":3,"clientID":"\#(client)"}]}"#
    let error = #"{"name":"ApplicationError","message":"Login required to edit"}"#
    try desk.write(
      "\(folder)/zero-cache.log",
      sync(0, #""worker":"runner","port":4848,"message":"starting server@\#(version) ""#, stream: "stderr")
        + alive(1, client) + line(5, refused, stream: "stderr") + alive(end, "other-\(folder)"))
    try desk.write(
      "\(folder)/api.log",
      line(2, "PushProcessor Application error processing mutation 2 for client \(client) \(error)"))
  }

  private func desk() throws -> Desk {
    let desk = try Desk()
    try write("old", version: "0.25.0", client: "c1", end: 9, to: desk)
    try write("new", version: "0.25.13", client: "d1", end: 200, to: desk)
    for name in ["old.db", "new.db", "both.db"] { try desk.writeKey(name) }
    return desk
  }

  private func ask(_ desk: Desk, _ name: String) throws -> [String] {
    let sql = """
      SELECT write_key, verdict, cause, strength, explanation FROM mutations UNION ALL
      SELECT rule_id, severity, strength, title, story FROM findings
      """
    return try Tool.run(["sqlite3", desk.path(name), sql]).text.split(separator: "\n").map(String.init).sorted()
  }

  @Test func eachIsJudgedAsAloneReadTogetherOrMerged() throws {
    let desk = try desk()
    for (name, paths) in [("old.db", ["old"]), ("new.db", ["new"]), ("both.db", ["old", "new"])] {
      let run = try Binary.run(["analyze", "-q", "-o", "/dev/null", "-c", name] + paths, in: desk.folder)
      #expect(run.status < 2, "\(run.error)")
    }
    let merge = try Binary.run(["merge", "old.db", "new.db", "--case", "merged.db"], in: desk.folder)
    #expect(merge.status < 2, "\(merge.error)")
    let alone = try (ask(desk, "old.db") + ask(desk, "new.db")).sorted()
    #expect(try ask(desk, "both.db") == alone)
    #expect(try ask(desk, "merged.db") == alone)
    let verdicts = alone.filter { $0.contains("#") }.map { $0.split(separator: "|").prefix(2).joined(separator: " ") }
    for expected in ["c1#2 unknown", "c1#3 unknown", "d1#2 dropped", "d1#3 lost"] {
      #expect(verdicts.contains(expected), "\(verdicts)")
    }
  }

  @Test func whyNamesTheLogsOfTheOwnDeployment() throws {
    let desk = try desk()
    _ = try desk.analyze("old", "new", case: "both.db")
    let run = try Binary.run(["why", "both.db", "c1#3"], in: desk.folder)
    #expect(run.status == 0, "\(run.error)")
    // Names are short because no source of another folder is told of.
    #expect(run.out.contains("sources below old/"), "\(run.out)")
    #expect(run.out.contains("goes on long enough to tell"), "\(run.out)")
  }
}
