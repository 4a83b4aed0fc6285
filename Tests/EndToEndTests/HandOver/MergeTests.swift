import Foundation
import Testing

/// `lostwrite merge`: cases of several machines are judged as if all logs had been read at once.
@Suite struct MergeTests {
  /// A desk where each machine has some of a sample's logs, and a case of its own.
  private final class Machines {
    let desk: Desk
    private(set) var cases: [String] = []

    init() throws { desk = try Desk() }

    /// Analyzes what stands in the folders; the key is that of all tests unless told otherwise.
    func add(_ name: String, _ paths: String..., hasSharedKey: Bool = true) throws {
      if hasSharedKey { try desk.writeKey(name) }
      let run = try Binary.run(["analyze", "-q", "-o", "/dev/null", "-c", name] + paths, in: desk.folder)
      #expect(run.status < 2, "\(run.error)")
      cases.append(name)
    }

    func merge(_ cases: [String]? = nil, into name: String = "merged.db", _ options: String...) throws -> Binary.Run {
      try Binary.run(["merge"] + (cases ?? self.cases) + ["--case", name] + options, in: desk.folder)
    }

    func ask(_ sql: String, _ name: String = "merged.db") throws -> String {
      try Tool.run(["sqlite3", desk.path(name), sql]).text
    }

    /// The rows of every view and public table but `runs`; of texts, only that what was kept is the same.
    func content(_ name: String) throws -> [String: String] {
      let views = try ask(
        "SELECT name FROM sqlite_schema WHERE type = 'view' OR name IN ('rules', 'finding_entities', "
          + "'observation_entities', 'observation_evidence', 'incident_findings')", name)
      var all: [String: String] = [:]
      for view in views.split(separator: "\n") {
        let columns = try ask(
          "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('\(view)') WHERE name <> 'text'", name)
        all[String(view)] = try ask("SELECT \(columns) FROM \(view)", name)
      }
      return all
    }
  }

  private func machines(_ sample: String = "silent-drop") throws -> Machines {
    let machines = try Machines()
    try machines.desk.copySample(sample)
    let names = try FileManager.default.contentsOfDirectory(atPath: machines.desk.path("logs"))
    func log(_ prefix: String) -> String { "logs/" + (names.first { $0.hasPrefix(prefix) } ?? prefix) }
    try machines.add("zero.db", log("zero"), log("proxy"))
    try machines.add("api.db", log("api"), log("client"))
    return machines
  }

  // MARK: The same as everything at once

  @Test func casesOfOneKeyGiveTheCaseOfAllLogsAlsoWhenTheLogsAreGone() throws {
    let machines = try machines()
    try machines.add("all.db", "logs")
    try FileManager.default.removeItem(atPath: machines.desk.path("logs"))
    let run = try machines.merge(["zero.db", "api.db"])
    #expect(run.status == 0, "\(run.error)")
    let (merged, whole) = (try machines.content("merged.db"), try machines.content("all.db"))
    #expect(merged.keys == whole.keys && merged.count > 15)
    for (view, rows) in whole {
      #expect(!rows.isEmpty || view.hasPrefix("clock"), "\(view)")
      #expect(merged[view] == rows, "\(view)")
    }
    #expect(!run.error.contains("warning"))
    #expect(run.error.contains("merged 2 cases: 4 sources"))
  }

  @Test func verdictsUseTheEvidenceOfAll() throws {
    let machines = try machines()
    let dropped = "SELECT count(*) FROM mutations WHERE verdict = 'dropped'"
    #expect(try machines.ask(dropped, "zero.db") == "0\n")
    _ = try machines.merge()
    #expect(try machines.ask(dropped) == "3\n")
    let report = try Binary.run(["report", "merged.db"], in: machines.desk.folder)
    #expect(report.status == 1)
    #expect(report.out.contains("silent_drop"))
    #expect(try Binary.run(["verify", "merged.db"], in: machines.desk.folder).status == 0)
    #expect(try Binary.run(["show", "merged.db", "1"], in: machines.desk.folder).status == 0)
    #expect(try machines.ask("SELECT command, sources FROM runs") == "merge|4\n")
  }

  @Test func orderAndThreadsDoNotMatterAndTheCasesStay() throws {
    let machines = try machines()
    let before = try machines.cases.map { try Data(contentsOf: machines.desk.folder.appendingPathComponent($0)) }
    _ = try machines.merge(["zero.db", "api.db"], into: "1.db", "--threads", "1")
    _ = try machines.merge(["api.db", "./zero.db", "api.db"], into: "2.db", "--threads", "2")
    #expect(try machines.content("1.db") == machines.content("2.db"))
    #expect(try machines.cases.map { try Data(contentsOf: machines.desk.folder.appendingPathComponent($0)) } == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: machines.desk.folder.path).sorted()
    #expect(
      names == ["1.db", "1.db.key", "2.db", "2.db.key", "api.db", "api.db.key", "logs", "zero.db", "zero.db.key"])
  }

  @Test func theKeyOfAllIsTheKeyOfTheMergedCase() throws {
    let machines = try machines()
    _ = try machines.merge()
    let path = machines.desk.path("merged.db.key")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data((0..<32).map { UInt8($0) }))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func aMergedCaseCanBeMergedAgain() throws {
    let machines = try Machines()
    try machines.desk.copySample("silent-drop")
    for name in ["api.cloudwatch.csv", "client.console.log", "proxy.docker.log", "zero-cache.docker.log"] {
      try machines.add("\(name.prefix(3)).db", "logs/\(name)")
    }
    _ = try machines.merge(["api.db", "zer.db"], into: "half.db")
    #expect(try machines.merge(["half.db", "cli.db", "pro.db"]).status == 0)
    try machines.add("all.db", "logs")
    #expect(try machines.content("merged.db") == machines.content("all.db"))
  }

  @Test func whatAMachineCouldNotReadIsStillTold() throws {
    let machines = try machines()
    let broken = try machines.desk.write("broken.7z", Data([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 0]))
    _ = try Binary.run(["analyze", broken, "logs", "-q", "-c", "more.db"], in: machines.desk.folder)
    let run = try machines.merge(["more.db", "zero.db"])
    #expect(run.status == 0, "\(run.error)")
    for name in ["more.db", "merged.db"] {
      let report = try Binary.run(["report", name], in: machines.desk.folder)
      #expect(report.out.contains("broken.7z"), "\(report.out)")
    }
  }

  // MARK: Sources that meet

  @Test func aLogThatTwoMachinesHaveCountsOnce() throws {
    let machines = try Machines()
    try machines.desk.copySample("silent-drop")
    try machines.add("a.db", "logs/api.cloudwatch.csv", "logs/zero-cache.docker.log")
    _ = try Tool.shell("mkdir copy && cp logs/zero* copy/renamed.log && cp logs/[cp]* copy", in: machines.desk.folder)
    try machines.add("b.db", "copy")
    let run = try machines.merge()
    #expect(run.error.contains("4 sources, ") && run.error.contains("1 sources were in more than one of them"))
    #expect(try machines.ask("SELECT count(DISTINCT sha256), count(*) FROM sources") == "4|4\n")
    try machines.add("all.db", "logs", "copy")
    #expect(try machines.content("merged.db") == machines.content("all.db"))
  }

  @Test func logsOfOneNameStayApartUnderTheNamesOfTheirCases() throws {
    let machines = try Machines()
    for (machine, sample) in [("web1", "silent-drop"), ("web2", "stale-token")] {
      try machines.desk.copySample(sample, only: "api")
      try machines.add("\(machine).case.db", "logs")
    }
    let run = try machines.merge()
    #expect(run.status == 0)
    #expect(run.error.contains("named after its case, because another has the same path: web1/logs/api.cloudwatch.csv"))
    #expect(
      try machines.ask("SELECT path FROM sources") == "web1/logs/api.cloudwatch.csv\nweb2/logs/api.cloudwatch.csv\n")
  }

  // MARK: Keys

  private func line(_ second: Int, _ token: String) -> String {
    "{\"time\":179257680\(second)000,\"level\":50,\"msg\":\"refused\",\"headers\":{\"authorization\":\"Bearer \(token)\"},"
      + "\"res\":{\"statusCode\":401}}\n"
  }

  private func machines(ofDifferentKeys token: String) throws -> Machines {
    let machines = try Machines()
    for (second, name) in ["a", "b"].enumerated() {
      try machines.desk.write("\(name).log", line(second, token))
      try machines.add("\(name).db", "\(name).log", hasSharedKey: false)
    }
    return machines
  }

  @Test func aTokenIsKnownAgainByItsClaimsUnderAnotherKey() throws {
    let machines = try machines(ofDifferentKeys: SecretPlace.jwtWithID)
    let own = try ["a.db", "b.db"].map { try machines.ask("SELECT token FROM tokens", $0) }
    #expect(own[0] != own[1])
    let run = try machines.merge()
    #expect(run.status == 0)
    #expect(run.error.contains("warning: the cases have different keys, so a token is the same in two of them only"))
    #expect(run.error.contains("note: 1 tokens were known again by their claims"))
    #expect(try machines.ask("SELECT token, sightings > 1 FROM tokens") == own[0].dropLast() + "|1\n")
    let texts = try machines.ask("SELECT text FROM record_texts")
    #expect(texts.contains("t:") && !texts.contains(own[1].dropLast()), "one token has one mark in all texts")
    #expect(!FileManager.default.fileExists(atPath: machines.desk.path("merged.db.key")))
    #expect(try Binary.run(["verify", "merged.db"], in: machines.desk.folder).status == 0)
    // Its fingerprints are of several keys, so that a new one would match none.
    let more = try Binary.run(["analyze", "a.log", "-c", "merged.db"], in: machines.desk.folder)
    #expect(more.status == 2)
    #expect(more.error.contains("merged.db': it was merged of cases that have no common key"), "\(more.error)")
    #expect(!FileManager.default.fileExists(atPath: machines.desk.path("merged.db.key")))
  }

  @Test func theKeyOfAnotherCaseIsRefused() throws {
    let machines = try machines(ofDifferentKeys: SecretPlace.jwtWithID)
    try FileManager.default.removeItem(atPath: machines.desk.path("b.db.key"))
    try FileManager.default.copyItem(
      atPath: machines.desk.path("a.db.key"), toPath: machines.desk.path("b.db.key"))
    let run = try machines.merge()
    #expect(run.status == 2)
    #expect(run.error.contains("key file 'b.db.key' is not the key that the case 'b.db' was made with"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: machines.desk.path("merged.db")))
  }

  @Test func aTokenWithoutClaimsIsKeptApartAndThatIsTold() throws {
    let machines = try machines(ofDifferentKeys: SecretTests.random(40))
    let run = try machines.merge()
    #expect(run.status == 0)
    #expect(run.error.contains("warning: 2 tokens have no claims to be known by"), "\(run.error)")
    #expect(try machines.ask("SELECT count(*) FROM tokens") == "2\n")
  }

  /// A bundle brings no key along; equal fingerprints still are those of one token.
  @Test func casesWithoutTheirKeysAreJoinedByFingerprints() throws {
    let machines = try machines("stale-token")
    let whole = try machines.ask("SELECT count(*) FROM tokens", "api.db")
    for name in machines.cases { try FileManager.default.removeItem(atPath: machines.desk.path(name + ".key")) }
    let run = try machines.merge()
    #expect(run.error.contains("warning: not every case has its key here (missing: 'api.db.key', 'zero.db.key')"))
    #expect(try machines.ask("SELECT count(*) FROM tokens") == whole)
  }

  // MARK: Nights

  @Test func acceptancesAreTakenOver() throws {
    let machines = try machines()
    _ = try machines.merge(into: "first.db")
    let finding = try machines.ask("SELECT fingerprint FROM findings ORDER BY finding LIMIT 1", "first.db").dropLast()
    _ = try Binary.run(
      ["accept", "first.db", "1", "--reason", "known", "--until", "2026-12-01", "--now", "2026-11-01"],
      in: machines.desk.folder)
    let run = try machines.merge(["first.db", "zero.db"], "--now", "2026-11-02")
    #expect(run.error.contains("took over 1 acceptances, of which 0 are for findings"), "\(run.error)")
    #expect(try machines.ask("SELECT status FROM findings WHERE fingerprint = '\(finding)'") == "accepted\n")
    let late = try machines.merge(["first.db", "zero.db"], into: "late.db", "--now", "2027-01-01")
    #expect(late.status == 0)
    #expect(try machines.ask("SELECT count(*) FROM findings WHERE status = 'accepted'", "late.db") == "0\n")
  }

  @Test func recordsThatRetentionForgotLeaveNoFault() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    nights.more = "records: {keep: 1 days}"
    _ = try nights.run(at: "2027-10-22 01:30")
    let gaps = try nights.ask("SELECT (SELECT sum(records) FROM sources) > (SELECT count(*) FROM records)")
    #expect(gaps == "1\n")
    let desk = nights.desk
    try desk.copySample("healthy", to: "more")
    try desk.writeKey("b.db")
    _ = try Binary.run(["analyze", "more", "-q", "-c", "b.db", "-o", "/dev/null"], in: desk.folder)
    let run = try Binary.run(["merge", "night.db", "b.db", "--case", "merged.db"], in: desk.folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("note: the history of 1 nights stays"))
    let check = try Binary.run(["verify", "merged.db"], in: desk.folder)
    #expect(check.status == 0, "\(check.out)")
    let counts = "SELECT verdict, count(*) FROM mutations WHERE client_id LIKE 'rm891%' GROUP BY verdict"
    #expect(try Tool.run(["sqlite3", desk.path("merged.db"), counts]).text == (try nights.ask(counts)))
  }

  // MARK: What cannot be merged

  @Test(arguments: [
    (["zero.db"], Int32(64), "merge joins at least two cases"),
    (["zero.db", "./zero.db"], 64, "merge joins at least two cases"),
    (["zero.db", "missing.db"], 2, "there is no case file 'missing.db'"),
    (["zero.db", "logs/proxy.docker.log"], 2, "is not a case file of lostwrite"),
    (["zero.db", "old.db"], 2, "'old.db' has case schema 0, and only cases of schema"),
    (["zero.db", "api.db", "--case", "zero.db"], 2, "'zero.db' exists, and merge makes a new case"),
    (["zero.db", "api.db", "--case", "taken.db"], 2, "'taken.db.key' exists and is not the key of the cases"),
    (["zero.db", "api.db", "--case", "missing/m.db"], 2, "'missing/m.db"),
  ])
  func whatCannotBeMergedIsAnErrorAndLeavesNothing(arguments: [String], status: Int32, message: String) throws {
    let machines = try machines()
    _ = try Tool.shell(
      "cp api.db old.db && sqlite3 old.db 'PRAGMA user_version = 0' && head -c 32 /dev/zero > taken.db.key",
      in: machines.desk.folder)
    let before = try FileManager.default.contentsOfDirectory(atPath: machines.desk.folder.path).sorted()
    let target = arguments.contains("--case") ? [] : ["--case", "merged.db"]
    let run = try Binary.run(["merge"] + arguments + target, in: machines.desk.folder)
    #expect(run.status == status, "\(run.error)")
    #expect(run.error.contains(message), "\(run.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: machines.desk.folder.path).sorted() == before)
  }

  @Test func aCaseThatIsBeingWrittenIsRefused() throws {
    let machines = try machines()
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    writer.arguments = ["sqlite3", machines.desk.path("api.db"), "BEGIN IMMEDIATE", ".shell touch ready", ".shell cat"]
    writer.currentDirectoryURL = machines.desk.folder
    let input = Pipe()
    writer.standardInput = input
    try writer.run()
    while !FileManager.default.fileExists(atPath: machines.desk.path("ready")) { usleep(10_000) }
    let run = try machines.merge()
    try input.fileHandleForWriting.close()
    writer.waitUntilExit()
    #expect(run.status == 2)
    #expect(run.error.contains("the case 'api.db' is being written by process"), "\(run.error)")
    #expect(try machines.merge().status == 0)
  }
}

extension SecretPlace {
  /// A JWT with an id of its own.
  static var jwtWithID: String {
    let header = url64(#"{"alg":"HS256","typ":"JWT"}"#)
    let claims = url64(#"{"sub":"u1","exp":1792576790,"iat":1792573190,"jti":"\#(SecretTests.random(8))"}"#)
    return header + "." + claims + "." + SecretTests.random(43)
  }
}
