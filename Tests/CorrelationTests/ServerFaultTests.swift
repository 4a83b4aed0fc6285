import CaseStore
import Model
import RulePacks
import Rules
import Testing

/// What is told of servers that stop, fail or do not answer.
@Suite struct ServerFaultTests {
  private func scene() -> Scene {
    var scene = Scene()
    scene.poke(1)
    return scene
  }

  private func titles(_ scene: Scene) throws -> [String] {
    try RuleSet(packs: .embedded).evaluate(on: scene.correlate()).map(\.title)
  }

  private func connect(_ scene: inout Scene, _ seconds: Double, _ socket: String, _ status: Int = 502) {
    let path = "GET /sync/v45/connect?clientID=c1&clientGroupID=g1&userID=u1&lmid=0&wsid=\(socket)"
    scene.passed(seconds, path, status)
  }

  // MARK: Stops

  /// A stop as each process of a server logs it.
  private func stop(_ scene: inout Scene, _ seconds: Double) {
    scene.stop(seconds)
    scene.sync(
      seconds + 0.2, #""worker":"dispatcher","component":"process-manager","message":"initiating drain (SIGTERM)""#)
  }

  private func start(_ scene: inout Scene, _ seconds: Double) {
    scene.sync(seconds, #""worker":"runner","protocolVersion":45,"port":4848,"message":"starting server@0.25.13 ""#)
  }

  @Test func stopThatSeveralProcessesLogIsOneAndRecoversOnlyWithALaterLine() throws {
    var ended = scene()
    stop(&ended, 30)
    let last = try ended.run()
    #expect(last.seen("server_fault").map(\.count) == [1])
    #expect(last.seen("server_fault").map(\.recovered) == [false])
    #expect(last.findings == ["restart-or-drain low"])
    #expect(try titles(ended) == ["A server stopped"])

    start(&ended, 33)
    let again = try ended.run()
    #expect(again.seen("server_fault").map(\.count) == [1])
    #expect(again.seen("server_fault").map(\.recovered) == [true])
    #expect(try titles(ended) == ["A server was restarted or drained"])
  }

  @Test func stopsWithAStartInBetweenAreTwo() throws {
    var scene = scene()
    stop(&scene, 30)
    start(&scene, 31)
    stop(&scene, 33)
    start(&scene, 35)
    #expect(try scene.run().seen("server_fault").map(\.count) == [2])
  }

  @Test func stopsWithoutTimesAreCountedByTheStartsInBetween() throws {
    var text = ""
    for _ in 0..<2 {
      let messages = [
        "starting server@0.25.13 ", "last heartbeat received 20.006 seconds ago. draining.",
        "initiating drain (SIGTERM)", "initiating drain (SIGTERM)",
      ]
      for message in messages {
        text += #"{"level":"INFO","pid":1,"worker":"runner","message":"\#(message)"}"# + "\n"
      }
    }
    var scene = Scene(version: nil)
    scene.add(file: "zero-cache.log", text: text)
    #expect(try scene.run().seen("server_fault").map(\.count) == [2])
  }

  @Test func startBeforeTheStopIsNoneAfterItWhateverTheOrderOfTheLines() throws {
    var scene = Scene(version: nil)
    stop(&scene, 30)
    start(&scene, 1)
    #expect(try scene.run().seen("server_fault").map(\.recovered) == [false])
  }

  @Test func failedStartIsOneHoweverManyLinesTellOfIt() throws {
    var scene = Scene(version: nil)
    for at in [1.0, 1.1] {
      scene.sync(
        at, level: "ERROR",
        #""worker":"runner","component":"process-manager","message":"zero-cache (31) exited with code (255) ""#)
    }
    let outcome = try scene.run()
    #expect(outcome.seen("server_fault").map(\.count) == [1])
    #expect(outcome.findings == ["failed-start medium"])
  }

  // MARK: Sockets

  @Test func socketsRefusedDuringARestartAreNoOutageOfTheAPI() throws {
    var scene = scene()
    scene.socket(0.5, 30, last: 0)
    stop(&scene, 30)
    for number in 0..<3 { connect(&scene, 30.5 + Double(number), "w\(number + 2)") }
    scene.add(
      "proxy.log", 31.6,
      #"2026/10/21 10:00:31 [error] 13#13: *4 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: , request: "GET /sync/v45/connect?clientID=c1&wsid=w3 HTTP/1.1", upstream: "http://127.0.0.1:4848/sync/v45/connect", host: "localhost""#
    )
    start(&scene, 34)
    scene.socket(36, 60, last: 0, socket: "w9")
    let outcome = try scene.run()
    #expect(outcome.findings == ["restart-or-drain low", "sync-server-unreachable low"])
    #expect(outcome.seen("server_fault").map(\.count).sorted() == [1, 3])
    #expect(
      try titles(scene).contains("3 connections to the sync server were refused with 502 while it restarted"))
  }

  @Test func socketsThatNobodyTakesToTheEndAreAnAlarm() throws {
    var scene = scene()
    scene.socket(0.5, 30, last: 0)
    stop(&scene, 30)
    connect(&scene, 31, "w2")
    #expect(try scene.run().findings == ["restart-or-drain low", "sync-server-unreachable medium"])
    #expect(try titles(scene).contains("1 connection to the sync server was refused with 502 after it had stopped"))
  }

  @Test func whatComesLaterLeavesFingerprintsAsTheyAre() throws {
    var scene = scene()
    scene.socket(0.5, 30, last: 0)
    stop(&scene, 30)
    connect(&scene, 31, "w2")
    let first = try fingerprints(scene)
    connect(&scene, 32, "w3")
    start(&scene, 34)
    scene.socket(36, 60, last: 0, socket: "w9")
    #expect(first.count == 2)
    #expect(try fingerprints(scene) == first)
  }

  private func fingerprints(_ scene: Scene) throws -> [String: String] {
    let findings = try RuleSet(packs: .embedded).evaluate(on: scene.correlate())
    return Dictionary(findings.map { ($0.ruleID, $0.fingerprint) }, uniquingKeysWith: { $0 + $1 })
  }

  // MARK: Requests

  @Test func outageCountsEachRequestOnceThoughThreeLogsTellOfIt() throws {
    var scene = scene()
    scene.socket(0.5, 90, last: 0)
    for number in 0..<4 {
      let at = 10 + Double(number)
      scene.api(
        at, #"{"level":"info","reqId":"r\#(number)","url":"/api/mutate","status":503,"msg":"request completed"}"#)
      scene.passed(at + 0.01, "POST /api/mutate?schema=zero_0", 503)
      scene.pushFailed(at + 0.02, [number + 1], status: 503, body: "down")
    }
    scene.passed(13.5, "POST /api/query?schema=zero_0", 502)
    for number in 1...4 { scene.applied(20, number) }
    scene.poke(60)
    let outcome = try scene.run()
    #expect(outcome.seen("server_fault").map(\.detail) == ["4 pushes and 1 query failed with 502 and 503"])
    #expect(outcome.seen("server_fault").map(\.count) == [5])
    #expect(outcome.seen("server_fault").map(\.recovered) == [true])
    #expect(outcome.severities("outage") == ["low"])
  }

  /// A call that the API answered so that the sync server logs it, the push or the sockets that it was for.
  @Test func outageInTheSyncServersLogAloneCountsEachCallOnce() throws {
    var scene = scene()
    for number in 0..<3 {
      let at = 10 + Double(number)
      for component in ["pusher", "view-syncer"] {
        scene.sync(
          at, level: "WARN",
          #""worker":"syncer","clientGroupID":"g1","component":"\#(component)","status":503,"bodyPreview":"","message":"fetch from API server returned non-OK status""#
        )
      }
      scene.pushFailed(at + 0.01, [number + 1], status: 503, body: "down")
      scene.sync(
        at + 0.01,
        #""worker":"syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","status":503,"bodyPreview":"","message":"closing connection: TransformFailed (zeroCache): x""#
      )
    }
    scene.poke(60)
    let seen = try scene.run().seen("server_fault")
    #expect(seen.map(\.detail) == ["3 pushes and 3 queries failed with 503"])
    #expect(seen.map(\.count) == [6])
  }

  @Test func outageToTheEndOfTheLogsHasNotRecovered() throws {
    var scene = Scene(version: nil)
    scene.api(3, #"{"level":"info","reqId":"r1","url":"/api/query","status":503,"msg":"request completed"}"#)
    let outcome = try scene.run()
    #expect(outcome.seen("server_fault").map(\.recovered) == [false])
    #expect(outcome.seen("server_fault").map(\.detail) == ["1 query failed with 503"])
    #expect(outcome.severities("outage") == ["medium"])
  }

  // MARK: Databases

  @Test(arguments: [("Error", "Login required to edit", 0), ("DatabaseTransactionError", "deadlock detected", 1)])
  func mutatorThatThrowsIsNoFaultOfTheDatabase(name: String, message: String, faults: Int) throws {
    var scene = Scene(version: "0.24.0")
    scene.poke(1)
    scene.add(
      "api.log", 5,
      #"PushProcessor Unexpected error processing mutation 1 for client c1 {"name":"\#(name)","message":"\#(message)"}"#,
      stream: "stderr")
    scene.poke(30)
    #expect(try scene.run().seen("server_fault").count == faults)
  }
}
