import Testing

/// Logs of several deployments in one case: each is judged as if it were alone.
@Suite struct DeploymentTests {
  private static let expiry = Scene.start + 10

  /// What one deployment could make another be told of.
  enum Pair: String, CaseIterable {
    case versions, longerLogs, stop, sameMoment, sameUser, newerToken, longerLife, rhythm, faults

    /// Two deployments, the first with the client c1, the second with d1.
    var scenes: (first: Scene, second: Scene) {
      var (first, second) = (Scene(version: self == .versions ? "0.25.0" : "0.25.13"), Scene(start: 0.5))
      first.poke(1)
      second.poke(1, "d1", group: "h1", socket: "v1")
      switch self {
      case .versions:
        DeploymentTests.threw(&first, 2, "c1", "g1")
        DeploymentTests.threw(&second, 2, "d1", "h1")
      case .longerLogs:
        first.pushFailed(5, [2])
        second.poke(300, "d1", group: "h1", socket: "v1")
      case .stop:
        first.pushFailed(5, [2])
        first.poke(12, "c9", group: "g9", socket: "w9")
        second.stop(9)
      case .sameMoment:
        first.api(15, DeploymentTests.refused(user: "u1"))
        first.pushFailed(15.004, [2])
        second.pushFailed(15.003, [2], client: "d1", group: "h1")
      case .sameUser:
        first.socket(2, 30, last: 0)
        first.handshakeRefused(48, user: "u1", expires: DeploymentTests.expiry)
        second.socket(2, 30, "d1", group: "h1", last: 0, socket: "v1")
      case .newerToken:
        first.socket(2, 90, last: 0)
        first.api(15, DeploymentTests.refused(user: "u1"))
        first.pushFailed(15.004, [2])
        second.api(8, #"{"level":"info","msg":"token issued","sub":"u1","jti":"j2","iat":1792576808,"exp":1792577400}"#)
      case .longerLife:
        first.api(1, #"{"level":"info","msg":"token issued","sub":"u1","jti":"j1","iat":1792576800,"exp":1792576810}"#)
        first.socket(2, 63, last: 0)
        first.applied(3, 1)
        first.pushFailed(62, [2], body: "no")
        first.poke(120, "c9", group: "g9", socket: "w9")
        second.api(1, #"{"level":"info","msg":"token issued","sub":"u1","jti":"j3","iat":1792576800,"exp":1792580400}"#)
      case .rhythm:
        for (index, moment) in [15.0, 31, 62].enumerated() {
          first.pushFailed(moment, [index + 2])
          second.api(moment + 7, DeploymentTests.refused(user: "u9"))
        }
      case .faults:
        first.stop(30)
        second.stop(40)
      }
      return (first, second)
    }
  }

  /// A mutator threw, and the id stays where it is in version 0.25.0 only.
  private static func threw(_ scene: inout Scene, _ seconds: Double, _ client: String, _ group: String) {
    let error = #"{"name":"ApplicationError","message":"Login required to edit"}"#
    scene.api(seconds, "PushProcessor Application error processing mutation 2 for client \(client) \(error)")
    scene.poke(20, client, group: group)
  }

  /// The API's word on a token that had expired; it names no group.
  private static func refused(user: String) -> String {
    #"{"level":"warn","code":"ERR_JWT_EXPIRED","sub":"\#(user)","iat":1792570000,"exp":\#(expiry),"jti":"j1","msg":"\"exp\" claim timestamp check failed"}"#
  }

  /// Scenes in one case, each in its folder.
  private func together(_ scenes: [String: Scene]) throws -> Outcome {
    var all = Scene(version: nil)
    for (folder, scene) in scenes { all.add(scene, in: folder) }
    return try all.run()
  }

  @Test(arguments: Pair.allCases)
  func eachIsJudgedAsAlone(pair: Pair) throws {
    let (first, second) = pair.scenes
    let alone = (try together(["a": first]).told + together(["b": second]).told).sorted()
    #expect(try together(["a": first, "b": second]).told == alone)
    #expect(alone.count >= 2)
  }

  @Test func theVersionOfAnotherServerDecidesNothing() throws {
    let (first, second) = Pair.versions.scenes
    let outcome = try together(["a": first, "b": second])
    #expect(outcome.verdict("c1#2") == "unknown unknown suspected")
    #expect(outcome.verdict("d1#2") == "dropped auth proved")
  }

  // MARK: What belongs together

  @Test(arguments: [("a", "a", 1), ("b", "a", 0)])
  func aLogWithoutIDsBelongsToTheServerInItsFolder(api: String, first: String, offsets: Int) throws {
    var (sync, apiOnly, other) = (Scene(), Scene(version: nil), Scene(start: 0.5))
    for (index, moment) in [15.0, 31, 62].enumerated() {
      sync.pushFailed(moment, [index + 2])
      apiOnly.api(moment + 7, Self.refused(user: "u9"))
    }
    other.poke(1, "d1", group: "h1", socket: "v1")
    var all = Scene(version: nil)
    all.add(sync, in: first)
    all.add(apiOnly, in: api)
    all.add(other, in: "b")
    #expect(try all.run().clocks.count == offsets)
  }

  @Test func inOneFolderOfSeveralServersNothingButTimeTiesNoClocks() throws {
    let first = Pair.rhythm.scenes.first
    var all = Scene(version: nil)
    all.add(first, in: "logs", as: "x.log")
    var servers = Scene(start: 0.5)
    servers.poke(1, "d1", group: "h1", socket: "v1")
    all.add(servers, in: "logs", as: "y.log")
    var api = Scene(version: nil)
    for moment in [15.0, 31, 62] { api.api(moment + 7, Self.refused(user: "u9")) }
    all.add(api, in: "logs")
    #expect(try all.run().clocks.isEmpty)
  }

  @Test(arguments: [(2, 0), (3, 1)])
  func clocksOfSoleLogsNeedThreePairs(count: Int, offsets: Int) throws {
    var scene = Scene()
    scene.poke(1)
    for (index, moment) in [15.0, 31, 62].prefix(count).enumerated() {
      scene.api(moment + 7, Self.refused(user: "u1"))
      scene.pushFailed(moment, [index + 2])
    }
    #expect(try scene.run().clocks.count == offsets)
  }

  /// A write is refused where one file ends; the next one of the same log, without its client, shows that it stayed away.
  @Test(arguments: [("zero-2026-10-21.log", "zero-2026-10-22.log", "lost"), ("one.log", "two.log", "unknown")])
  func filesOfOneLogAreOneDeployment(earlier: String, later: String, verdict: String) throws {
    var (first, second, other) = (Scene(), Scene(version: nil), Scene(start: 0.5))
    first.poke(1)
    first.pushFailed(5, [2])
    second.poke(200, "c9", group: "g9", socket: "w9")
    other.poke(1, "d1", group: "h1", socket: "v1")
    var all = Scene(version: nil)
    all.add(first, in: "a", as: earlier)
    all.add(second, in: "a", as: later)
    all.add(other, in: "b")
    #expect(try all.run().verdict("c1#2").hasPrefix(verdict))
  }

  @Test func anAPIThatNamesClientsOfBothIsOfOneDeploymentWithThem() throws {
    var (first, second) = Pair.longerLogs.scenes
    second.poke(302, "d1", group: "h1", socket: "v1")
    #expect(try together(["a": first, "b": second]).verdict("c1#2").hasPrefix("unknown"))
    first.applied(2, 1)
    first.applied(3, 1, client: "d1", group: "h1")
    #expect(try together(["a": first, "b": second]).verdict("c1#2").hasPrefix("lost"))
  }
}

extension Outcome {
  /// What is told of writes, credentials, servers and clocks, without places and numbers of rows.
  var told: [String] {
    let writes = writes.map { "\($0.key) \($0.value.verdict) \($0.value.attempts)" }
    let seen = observations.map { seen in
      let words = seen.type == "credential_leak" ? "" : seen.detail
      return "\(seen.type) \(seen.who) \(seen.place) \(seen.count) \(seen.refused) \(seen.accepted) \(seen.writes) "
        + "\(String(describing: seen.recovered)) \(seen.newerSince ?? "-") \(words)"
    }
    let clocks = clocks.map { "clock \($0.milliseconds) \($0.pairs)" }
    return (writes + seen + clocks + findings).sorted()
  }
}
