import CaseStore
import Model
import RulePacks
import Rules
import Testing

@Suite struct EvaluationTests {
  private let rules: RuleSet

  init() throws { rules = try RuleSet(packs: .embedded) }

  @Test func writesOfOneClientAreOneFindingWithTheirPushesAsEvidence() throws {
    var sample = try SampleCase()
    try sample.add(write: 1, of: "c1", verdict: "delivered")
    for write in 2...4 {
      try sample.add(
        write: write, of: "c1", verdict: "dropped", cause: "auth", at: Int64(write) * 1_000_000, record: 10 * write)
    }
    try sample.add(write: 1, of: "c2", verdict: "dropped", cause: "auth", at: 1_500_000, record: 90)
    let findings = try rules.evaluate(on: sample.file)
    #expect(findings.map(\.subject) == ["client c2 (user u-c2)", "client c1 (user u-c1)"])
    let finding = try #require(findings.last)
    #expect(finding.title == "3 writes of client c1 (user u-c1) were silently dropped by an auth error")
    #expect(finding.story.contains("(c1#2, #3, #4)"))
    #expect(finding.count == 3 && finding.severity == .critical && finding.strength == .proved)
    #expect(finding.firstAt.microseconds == 2_000_000 && finding.lastAt.microseconds == 4_000_005)
    #expect(finding.evidence.map(\.record) == [20, 21, 30, 31, 40, 41])
    #expect(finding.evidence.first?.role == "push failed" && finding.evidence.last?.role == "API line")
    let ids = finding.entities.map { "\($0.type.rawValue):\($0.id)" }
    #expect(
      ids == ["client_group:g-c1", "client:c1", "user:u-c1", "mutation:c1#2", "mutation:c1#3", "mutation:c1#4"])
  }

  @Test func ofManyWritesTheFirstAndLastEvidenceIsKept() throws {
    var sample = try SampleCase()
    for write in 1...100 {
      try sample.add(write: write, of: "c1", verdict: "lost", at: Int64(write), record: 10 * write)
    }
    let finding = try #require(try rules.evaluate(on: sample.file).first)
    #expect(finding.count == 100 && finding.evidence.count == 30)
    #expect(finding.evidence.first?.record == 10 && finding.evidence.last?.record == 1001)
    #expect(finding.entities.filter { $0.type == .mutation }.map(\.id).suffix(2) == ["c1#99", "c1#100"])
    #expect(finding.advice.contains("c1#1, #2, #3, #4, #5, #6 and 94 more"))
  }

  @Test func anObservationBringsItsOwnEntitiesAndEvidence() throws {
    var sample = try SampleCase()
    try sample.add(
      observation: "stale_token", of: "c1",
      ["place": "'push'", "count": "2", "refused": "2", "writes": "1", "recovered": "0", "expired_max": "5500000"])
    try sample.file.database.execute(
      """
      INSERT INTO observation_entities VALUES (1, 'mutation', 'c1#3'), (1, 'nonsense', 'x');
      INSERT INTO observation_evidence VALUES (1, 2, 8, 'API line'), (1, 1, 7, 'push answered 401');
      """)
    let finding = try #require(try rules.evaluate(on: sample.file).first)
    #expect(finding.ruleID == "stale-token-on-push" && finding.severity == .high && finding.count == 2)
    #expect(finding.entities.map(\.id) == ["g-c1", "c1", "c1#3"])
    #expect(finding.evidence == [.init(record: 7, role: "push answered 401"), .init(record: 8, role: "API line")])
    #expect(finding.story.contains("2 pushes of client c1") && finding.story.contains("1 write suffered (c1#3)"))
  }

  @Test func theFingerprintNamesRuleAndSubjectButNeitherTimesNorCounts() throws {
    func fingerprint(_ client: String, writes: Int, at: Int64) throws -> String? {
      var sample = try SampleCase()
      for write in 1...writes { try sample.add(write: write, of: client, verdict: "lost", at: at) }
      return try rules.evaluate(on: sample.file).first?.fingerprint
    }
    let first = try fingerprint("c1", writes: 1, at: 1)
    #expect(first?.count == 32)
    #expect(try fingerprint("c1", writes: 3, at: 99) == first)
    #expect(try fingerprint("c2", writes: 1, at: 1) != first)
  }

  @Test(arguments: [
    ["./night/logs/api.log", "./night/logs/zero/zero.log"], ["/var/a/api.log.1.gz", "/srv/zero.log.2.zst"],
    ["zero.log", "api.log", "beside.log"],
  ])
  func theFingerprintOfAServerFaultDoesNotDependOnNamesOfSources(paths: [String]) throws {
    func fingerprints(_ paths: [String], times: [Int64?] = [1, 9_000_001]) throws -> [String] {
      var sample = try SampleCase()
      for (number, path) in paths.enumerated() { try sample.add(source: number + 1, path: path) }
      for (number, time) in zip(1..., times) {
        try sample.add(observation: "server_fault", of: nil, at: time ?? 1, ["cause": "'crash'"])
        try sample.file.database.execute(
          """
          INSERT INTO observation_entities VALUES (\(number), 'source', '\(paths[number - 1])');
          INSERT INTO observation_evidence VALUES (\(number), 1, \(number), 'the server failed');
          INSERT INTO record_rows VALUES (\(number), \(number), \(number * 50), 40, 1, \(time.map(String.init) ?? "NULL"), 0, 0);
          """)
      }
      return try rules.evaluate(on: sample.file).map(\.fingerprint)
    }
    let found = try fingerprints(["api.log", "zero.log"])
    #expect(Set(found).count == 2)
    #expect(try fingerprints(paths) == found)
    #expect(try Set(fingerprints(paths, times: [1, 9_000_002])).intersection(found).count == 1)
    let untimed = try Set(fingerprints(paths, times: [nil, nil]))
    #expect(try untimed.count == 2 && Set(fingerprints(["a.log", "b.log"], times: [nil, nil])) == untimed)
  }

  @Test func equalFingerprintsOfOneRunAreNumbered() throws {
    var sample = try SampleCase()
    for at in [1, 2, 3] as [Int64] {
      try sample.add(observation: "server_fault", of: nil, at: at, ["cause": "'crash'"])
    }
    let fingerprints = try rules.evaluate(on: sample.file).map(\.fingerprint)
    #expect(fingerprints.count == 3 && Set(fingerprints).count == 3)
  }

  /// What is found later, or is graver by then, takes no earlier finding's fingerprint.
  @Test func equalFingerprintsAreNumberedByTime() throws {
    func fingerprints(second: [String: String]?, first: [String: String]) throws -> [Int64: String] {
      var sample = try SampleCase()
      let stale = ["place": "'push'", "count": "1", "detail": "'token'"]
      try sample.add(observation: "stale_token", of: "c1", at: 1, stale.merging(first) { $1 })
      if let second { try sample.add(observation: "stale_token", of: "c1", at: 2, stale.merging(second) { $1 }) }
      let findings = try rules.evaluate(on: sample.file).map { ($0.firstAt.microseconds, $0.fingerprint) }
      return Dictionary(findings, uniquingKeysWith: { a, _ in a })
    }
    let suffered = ["writes": "1", "recovered": "0"]
    let alone = try fingerprints(second: nil, first: ["recovered": "1"])
    let both = try fingerprints(second: suffered, first: ["recovered": "1"])
    #expect(alone[1] != nil && both[1] == alone[1] && both[2] != alone[1])
    #expect(try fingerprints(second: ["recovered": "1"], first: suffered) == both)
  }

  @Test func aTokenWithTwoNamesIsOne() throws {
    var sample = try SampleCase()
    try sample.add(
      observation: "stale_token", of: nil, at: 1, ["place": "'api_request'", "count": "2", "detail": "'token'"])
    try sample.file.database.execute(
      "INSERT INTO observation_entities VALUES (1, 'token', 'jti-1'), (1, 'token', 't:0011')")
    #expect(
      try rules.evaluate(on: sample.file).map(\.title) == ["A stale token of token t:0011 was carried on 2 pushes"])
    try sample.file.database.execute("INSERT INTO observation_entities VALUES (1, 'user', 'u1')")
    #expect(try rules.evaluate(on: sample.file).map(\.title) == ["A stale token of user u1 was carried on 2 pushes"])
  }

  @Test func whatTookSomeTimeDidNotTakeNone() throws {
    var sample = try SampleCase()
    try sample.add(
      observation: "auth_refused", of: "c1", at: 1, ["count": "1", "recovered": "1", "recovered_after": "31000"])
    let story = try #require(try rules.evaluate(on: sample.file).first?.story)
    #expect(story.hasSuffix("It got on again after less than 0.1 s."))
    #expect(!story.contains("held up"))
  }

  @Test func findingsAreSortedBySeverityKindTimeAndSubject() throws {
    var sample = try SampleCase()
    try sample.add(observation: "pusher_died", of: "c1", at: 1)
    try sample.add(observation: "auth_loop", of: "c2", at: 9)
    try sample.add(observation: "auth_loop", of: "c3", at: 8)
    try sample.add(observation: "auth_refused", of: "c4", at: 1, ["recovered": "1", "recovered_after": "1000"])
    try sample.add(write: 1, of: "c5", verdict: "dropped", cause: "database", at: 99)
    let findings = try rules.evaluate(on: sample.file)
    #expect(
      findings.map { "\($0.severity) \($0.entities.first { $0.type == .client }?.id ?? "")" } == [
        "critical c5", "high c3", "high c2", "high c1", "low c4",
      ])
    #expect(try rules.evaluate(on: sample.file) == findings)
  }

  @Test func storedFindingsAreReadThroughTheViews() throws {
    var sample = try SampleCase()
    try sample.add(write: 1, of: "c1", verdict: "lost")
    try sample.add(write: 1, of: "c2", verdict: "lost", at: 2_000_000)
    let findings = try rules.evaluate(on: sample.file)
    let known = try #require(findings.first?.fingerprint)
    for _ in 1...2 { try rules.store(findings, in: sample.file, previous: [known]) }
    let database = sample.file.database
    #expect(try database.integer("SELECT count(*) FROM findings") == 2)
    #expect(try database.text("SELECT group_concat(status) FROM findings") == "continuing,new")
    #expect(try database.text("SELECT first_at FROM findings") == "1970-01-01T00:00:01.000000Z")
    #expect(try database.text("SELECT id FROM finding_entities WHERE finding = 1 AND type = 'mutation'") == "c1#1")
    #expect(try database.integer("SELECT count(*) FROM finding_evidence_rows WHERE finding = 2") == 2)
    #expect(try database.integer("SELECT count(*) FROM rules") == Int64(rules.list.count))
    #expect(try database.integer("SELECT count(*) FROM incidents") == 2)
  }

  @Test func findingsOfOneGroupAndOfOneServerFaultAreOneIncident() throws {
    var sample = try SampleCase()
    try sample.add(
      observation: "server_fault", of: nil, at: 10_000_000, lasting: 5_000_000, ["cause": "'outage'", "count": "4"])
    try sample.add(observation: "auth_loop", of: "c1", at: 12_000_000)
    try sample.add(write: 1, of: "c1", verdict: "lost", at: 500_000_000)
    try sample.add(observation: "auth_loop", of: "c2", at: 400_000_000)
    try rules.store(try rules.evaluate(on: sample.file), in: sample.file)
    let database = sample.file.database
    #expect(try database.text("SELECT group_concat(findings) FROM incidents") == "3,1")
    #expect(
      try database.text("SELECT story FROM incidents WHERE findings = 3")
        == "From 1970-01-01 00:00:10 to 1970-01-01 00:08:20 UTC: 1 x write lost, 1 x auth loop, 1 x server fault, "
        + "touching 1 client and 1 write.")
  }
}
