import Dialects
import RulePacks
import Testing

/// Lines in an application's own words, told by the phrases of the shipped packs.
@Suite struct PhraseTests {
  private static let shipped = Result { try DialectSet(packs: .embedded) }

  private func kinds(_ line: String) throws -> [String] {
    try DialectReading(line, set: try Self.shipped.get()).events.map(\.description)
  }

  @Test(arguments: [
    (
      "[mutate] user=u1 todo.create#24,comment.add#25",
      ["mutation_started #24 name=todo.create", "mutation_started #25 name=comment.add"]
    ),
    ("2026-11-22T10:24:10.145Z ERROR database client error: Connection terminated unexpectedly", ["database_fault"]),
    (
      #"2026-11-22T10:24:10.145Z ERROR dependency unavailable {"err":{"type":"Error","code":"ECONNREFUSED","message":"connect ECONNREFUSED redis:6379"}}"#,
      ["service_unavailable name=ECONNREFUSED"]
    ),
    ("auth: TokenExpiredError: jwt expired", ["token_rejected status=401"]),
    ("[mutate] nothing to do", []),
    ("todo.create#24", []),
  ])
  func wordsAreUnderstood(line: String, events: [String]) throws {
    #expect(try kinds(line) == events)
  }

  @Test func nobodyIsNoUser() throws {
    let reading = try DialectReading("[mutate] user=- todo.create#6", set: try Self.shipped.get())
    #expect(reading.events.map(\.user) == [""])
  }

  @Test func lineThatNamesWritesIsNoStartOfItsRequest() throws {
    let line =
      #"{"level":30,"time":1795344925423,"req":{"id":"r1","method":"POST","url":"/api/mutate"},"sub":"u2","exp":1795345825,"jti":"j1","clientGroupID":"g1","mutations":[{"clientID":"c1","id":1,"name":"todo.create"}],"msg":"push"}"#
    #expect(try kinds(line) == ["mutation_started c1#1 name=todo.create"])
  }

  @Test func proxyErrorIsNoConnect() throws {
    let line =
      #"2026/11/22 10:33:30 [error] 1#1: *4 connect() failed (111: Connection refused) while connecting to upstream, client: 1.2.3.4, server: , request: "GET /sync/v51/connect?clientID=c1&clientGroupID=g1&lmid=1 HTTP/1.1", upstream: "http://127.0.0.1/""#
    #expect(try kinds(line) == ["service_unavailable name=/sync/v51/connect"])
  }
}
