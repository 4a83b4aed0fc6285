import Dialects
import Digests
import Foundation
import Model
import RulePacks
import Testing

@testable import Ingest

/// What lines of applications and proxies mean that no dialect entry names: keys and words alone tell.
@Suite struct RecognizerTests {
  private static let shipped = Result { try DialectSet(packs: .embedded) }

  private func read(_ line: String) throws -> DialectReading {
    try DialectReading(line, set: try Self.shipped.get())
  }

  private func kinds(_ line: String) throws -> [String] { try read(line).events.map(\.description) }

  // MARK: Mutations

  @Test(arguments: [
    (
      #"{"level":"info","msg":"push","mutations":[{"clientID":"c1","id":1,"name":"todo.create"},{"clientID":"c2","id":2,"name":"todo.done"}]}"#,
      ["mutation_started c1#1 name=todo.create", "mutation_started c2#2 name=todo.done"]
    ),
    (
      #"{"level":"info","msg":"push","mutations":["todo.create:c1:1","ns:todo.done:c1:2"]}"#,
      ["mutation_started c1#1 name=todo.create", "mutation_started c1#2 name=ns:todo.done"]
    ),
    (
      #"{"level":"info","msg":"push","clientID":"c1","mutations":["todo.create#1","todo.done#2"]}"#,
      ["mutation_started c1#1 name=todo.create", "mutation_started c1#2 name=todo.done"]
    ),
    (
      #"{"level":"info","msg":"mutation","clientID":"c1","mutationID":7,"mutator":"todo.create","result":"ok"}"#,
      ["mutation_applied c1#7 name=todo.create"]
    ),
    (
      #"{"level":"info","msg":"mutation","client_id":"c1","mutation_id":"7","op":"todo.create","outcome":"success"}"#,
      ["mutation_applied c1#7 name=todo.create"]
    ),
    (
      #"{"level":"info","msg":"mutation","clientId":"c1","mutationId":7,"result":{}}"#, ["mutation_applied c1#7"]
    ),
    (
      #"{"level":"info","msg":"mutation","clientID":"c1","mutationID":7,"result":"app","error":"Title is empty"}"#,
      ["mutation_errored c1#7 number=0"]
    ),
    (
      #"{"level":"info","msg":"mutation","clientID":"c1","mutationID":7,"result":"alreadyProcessed"}"#,
      ["mutation_already_processed c1#7"]
    ),
    (
      #"{"level":"info","msg":"mutation","clientID":"c1","mutationID":7,"result":"oooMutation"}"#,
      ["mutation_out_of_order c1#7"]
    ),
    (
      #"{"level":"error","msg":"mutator failed","clientID":"c1","mutationID":7,"error":"boom","errorName":"RangeError"}"#,
      ["mutation_errored c1#7 name=RangeError number=0"]
    ),
    (
      #"{"level":"error","msg":"push","clientID":"c1","mutationID":7,"error":"connect ECONNREFUSED 127.0.0.1:5432"}"#,
      ["service_unavailable c1#7"]
    ),
    (
      #"{"level":"info","msg":"push done","mutations":[{"clientID":"c1","id":1,"result":{}},{"clientID":"c1","id":2,"result":{"error":"app","message":"no"}},{"clientID":"c1","id":3,"result":{"error":"alreadyProcessed"}}]}"#,
      ["mutation_applied c1#1", "mutation_errored c1#2", "mutation_already_processed c1#3"]
    ),
    (
      #"{"level":"info","msg":"zero mutate handled","clientGroupID":"g1","mutations":[{"clientID":"c1","id":1}],"failed":0}"#,
      ["mutation_handled c1#1 number=0"]
    ),
  ])
  func spellingsOfMutations(line: String, expected: [String]) throws {
    #expect(try kinds(line) == expected)
  }

  @Test(arguments: [
    #"{"level":"info","msg":"push","mutations":[]}"#,
    #"{"level":"info","msg":"push","mutations":["todo.create#1"]}"#,
    #"{"level":"info","msg":"push","mutations":["no id here"]}"#,
    #"{"level":"info","msg":"push","mutations":[{"clientID":"c1"}]}"#,
    #"{"level":"info","msg":"push","mutations":3}"#,
    #"{"level":"info","msg":"push","mutations":[{"clientID":"c1","id":-4}]}"#,
  ])
  func linesThatNameNoWriteGiveNone(line: String) throws {
    #expect(try kinds(line) == [])
  }

  // MARK: Refusals

  @Test(arguments: [
    (
      #"{"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","exp":1792576800,"msg":"token rejected"}"#,
      "token_rejected status=401"
    ),
    (
      #"{"level":40,"time":1792576800000,"err":{"type":"JWTExpired","code":"ERR_JWT_EXPIRED","message":"\"exp\" claim timestamp check failed"},"msg":"auth failed"}"#,
      "token_rejected status=401"
    ),
    (#"[auth] rejected: ERR_JWT_EXPIRED: "exp" claim timestamp check failed"#, "token_rejected status=401"),
    (#"JWTExpired: "exp" claim timestamp check failed"#, "token_rejected status=401"),
    ("UnauthorizedError: jwt expired", "token_rejected status=401"),
    (
      #"{"level":"warn","code":"ERR_JWT_EXPIRED","msg":"continuing as anonymous"}"#, "token_rejected status=200"
    ),
  ])
  func refusals(line: String, expected: String) throws {
    #expect(try kinds(line) == [expected])
  }

  @Test(arguments: [
    #"{"level":"info","msg":"nobody was unauthorized today"}"#,
    #"{"level":"info","msg":"token cache ready"}"#,
    "Server started, tokens are fine",
  ])
  func harmlessWordsAreNoRefusal(line: String) throws {
    #expect(try !kinds(line).contains { $0.hasPrefix("token_rejected") })
  }

  @Test func refusalKeepsWhoAndWhy() throws {
    let line =
      #"{"level":"warn","code":"ERR_JWT_EXPIRED","reason":"check_failed","sub":"u1","exp":1792576800,"jti":"j1","reqId":"r1","msg":"token rejected"}"#
    let event = try #require(try read(line).events.first)
    #expect(event.user == "u1")
    #expect(event.request == "r1")
    #expect(event.detail == "ERR_JWT_EXPIRED check_failed token rejected")
    #expect(event.token?.expiresAt == 1_792_576_800)
    #expect(event.token?.tokenID == "j1")
    #expect(event.token?.subject == "u1")
  }

  @Test func issuedTokens() throws {
    let line = #"{"level":"info","msg":"token issued","sub":"u1","jti":"j2","iat":1792576800,"exp":1792577100}"#
    let events = try read(line).events
    #expect(events.map(\.kind) == ["token_issued"])
    #expect(events.first?.token?.issuedAt == 1_792_576_800)
    #expect(events.first?.token?.expiresAt == 1_792_577_100)
  }

  // MARK: Requests

  @Test(arguments: [
    ("--> POST /api/mutate?schema=zero_0 200 12ms", ["api_request name=/api/mutate status=200 number=12000"]),
    ("--> POST /api/mutate 401 1s", ["api_request name=/api/mutate status=401 number=1000000"]),
    ("<-- POST /api/mutate?schema=zero_0", []),
    (
      #"{"level":30,"time":1792576800000,"reqId":"r1","req":{"method":"POST","url":"/api/push?a=1"},"res":{"statusCode":503},"responseTime":3.5,"msg":"request completed"}"#,
      ["api_request name=/api/push status=503 number=3500"]
    ),
    (
      #"{"level":30,"time":1792576800000,"reqId":"r1","req":{"method":"POST","url":"/api/push"},"msg":"incoming request"}"#,
      ["api_request_started name=/api/push"]
    ),
  ])
  func requests(line: String, expected: [String]) throws {
    #expect(try kinds(line) == expected)
  }

  // MARK: Sync connects of a proxy

  private static let connect = "/sync/v45/connect?clientID=c1&clientGroupID=g1&userID=u1&lmid=5&wsid=w1"

  @Test func connectWithDurationTellsBothEnds() throws {
    let line =
      #"{"time":"2026-10-21T10:00:10.000Z","remote_addr":"192.0.2.7","request":"GET \#(Self.connect) HTTP/1.1","status":101,"request_time":4.5}"#
    let reading = try read(line)
    #expect(
      reading.events.map(\.description) == [
        "connection_opened c1 status=101 number=5", "last_mutation_id c1 number=5",
        "connection_closed c1 number=4500000",
      ])
    #expect(reading.events[0].at.iso.hasPrefix("2026-10-21T10:00:05.5"))
    #expect(!reading.events[0].isUntimed)
    #expect(!reading.events[2].at.isKnown)
    let first = reading.events[0]
    #expect([first.group, first.user, first.connection] == ["g1", "u1", "w1"])
    #expect(reading.roles == [.proxy])
  }

  /// As a token spells them, not as a URL does.
  @Test(arguments: [
    ("u1%40example.com", "u1@example.com"), ("auth0%7C7", "auth0|7"), ("Ann+Lee", "Ann Lee"), ("a%2Bb", "a+b"),
    ("J%C3%BCrgen", "Jürgen"), ("100%", "100%"), ("u1", "u1"),
  ]) func userOfAConnectURLIsDecoded(encoded: String, user: String) throws {
    let connect = Self.connect.replacing("userID=u1", with: "userID=\(encoded)")
    let line =
      #"{"time":"2026-10-21T10:00:10.000Z","remote_addr":"192.0.2.7","request":"GET \#(connect) HTTP/1.1","status":101}"#
    #expect(try read(line).events.first?.user == user)
  }

  @Test func connectWithoutDurationDoesNotTellWhenItBegan() throws {
    let line =
      #"{"time":"2026-10-21T10:00:10.000Z","remote_addr":"192.0.2.7","request":"GET \#(Self.connect) HTTP/1.1","status":101}"#
    let events = try read(line).events
    #expect(events.map(\.kind) == ["connection_opened", "last_mutation_id", "connection_closed"])
    #expect(events.first?.isUntimed == true)
    #expect(events.last?.number == nil)
  }

  @Test(arguments: [401, 403, 502, 503])
  func refusedConnectOpensNothing(status: Int) throws {
    let line =
      #"{"time":"2026-10-21T10:00:10.000Z","request":"GET \#(Self.connect) HTTP/1.1","status":\#(status),"request_time":0.1}"#
    #expect(try read(line).events.map(\.kind) == ["connection_refused"])
  }

  @Test func combinedAccessLineIsAConnectToo() throws {
    let line =
      #"192.0.2.7 - - [21/Oct/2026:10:00:10 +0000] "GET \#(Self.connect) HTTP/1.1" 101 2383 "-" "Mozilla/5.0""#
    let events = try read(line).events
    #expect(events.map(\.kind) == ["connection_opened", "last_mutation_id", "connection_closed"])
    #expect(events.map(\.client) == ["c1", "c1", "c1"])
  }

  @Test(arguments: ["/sync/v45/connect", "/zero/sync/v51/connect"])
  func connectWithoutItsQueryIsAConnectToo(path: String) throws {
    let reading = try read(
      #"{"time":"2026-10-21T10:00:10.000Z","request":"GET \#(path) HTTP/1.1","status":502,"request_time":0.1}"#)
    #expect(reading.events.map(\.kind) == ["connection_refused"])
    #expect(reading.roles == [.proxy])
  }

  @Test(arguments: [
    (#","upstream_status":"200""#, SourceRole.proxy), (#","upstream_addr":"10.0.0.3:80""#, .proxy), ("", .apiServer),
  ])
  func requestThatWasPassedOnIsAProxys(more: String, role: SourceRole) throws {
    let line =
      #"{"time":"2026-10-21T10:00:10.000Z","method":"POST","uri":"/api/mutate","status":200,"request_id":"r1"\#(more)}"#
    let reading = try read(line)
    #expect(reading.events.map(\.kind) == ["api_request"])
    #expect(reading.roles == [role])
  }

  // MARK: Tokens

  /// Made at run time: no token is ever written to the repository.
  private func token(_ claims: String) -> String {
    func part(_ text: String) -> String {
      Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
    }
    return [part(#"{"alg":"HS256","typ":"JWT"}"#), part(claims), part("signature-of-a-test")].joined(separator: ".")
  }

  @Test func rawTokenAndItsClaimsAreOneToken() throws {
    let raw = token(#"{"sub":"u1","iat":1792576500,"exp":1792576800,"jti":"j1"}"#)
    let reading = try read(
      """
      {"level":"info","msg":"authenticated","reqId":"r1","authorization":"Bearer \(raw)","req":{"url":"/api/push"}}
      {"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","iat":1792576500,"exp":1792576800,"jti":"j1","msg":"token rejected"}

      """)
    let carried = try #require(reading.events.first { $0.kind == "api_request_started" }?.token)
    let spelled = try #require(reading.events.first { $0.kind == "token_rejected" }?.token)
    #expect(carried.fingerprint == spelled.fingerprint)
    #expect(reading.events.contains { $0.kind == "credential_logged" })
    #expect(!reading.kept.contains(raw.suffix(12)))
    #expect(!reading.kept.contains(raw.prefix(60)))
  }

  @Test func otherClaimsAreAnotherToken() throws {
    let reading = try read(
      """
      {"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","exp":1792576800,"jti":"j1","msg":"token rejected"}
      {"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","exp":1792576800,"jti":"j2","msg":"token rejected"}

      """)
    #expect(Set(reading.events.compactMap(\.token?.fingerprint)).count == 2)
  }

  // MARK: Configuration

  @Test func mappedKeysAreUnderstood() throws {
    let line = #"{"level":"info","msg":"write","deviceRef":"c1","writeNo":7,"result":"ok"}"#
    #expect(try kinds(line) == [])
    let mapping = KeyMapping([("client", ["deviceRef"]), ("mutation", ["writeNo", "write.no"])])
    let set = try DialectSet(packs: .embedded, mapping: mapping)
    #expect(try DialectReading(line, set: set).events.map(\.description) == ["mutation_applied c1#7"])
    let nested = #"{"level":"info","msg":"write","deviceRef":"c1","write":{"no":8},"result":"ok"}"#
    #expect(try DialectReading(nested, set: set).events.map(\.description) == ["mutation_applied c1#8"])
  }
}
