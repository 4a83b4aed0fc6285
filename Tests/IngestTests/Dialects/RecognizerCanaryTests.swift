import Dialects
import Digests
import Foundation
import Model
import RulePacks
import Testing

@testable import Ingest

/// No raw credential gets past the recognizer: not into symbols, details, tokens or kept texts.
@Suite struct RecognizerCanaryTests {
  private static let opaque = "Zk9qR7wLm2XvT8bN4cYh5"
  private static let signature = "s1Gn4tUr3Qq7Ww8Ee9Rr0Tt1Yy2Uu3Ii4Oo5Pp6"

  private static var jwt: String {
    func part(_ text: String) -> String {
      Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
    }
    return part(#"{"alg":"HS256","typ":"JWT"}"#) + "."
      + part(#"{"sub":"u1","iat":1700000000,"exp":1700000900,"jti":"j1"}"#)
      + "." + signature
  }

  private static var protocolHeader: String {
    let text = #"{"initConnectionMessage":["initConnection",{}],"authToken":"\#(jwt)"}"#
    return Data(text.utf8).base64EncodedString().replacing("=", with: "%3D").replacing("+", with: "%2B")
      .replacing("/", with: "%2F")
  }

  /// Lines that put a secret where an event takes its words from.
  private static let lines = [
    #"{"level":"DEBUG","pid":1,"worker":"syncer","message":"Received auth token \#(jwt) for clientID c1, decoded: {}"}"#,
    #"{"level":"DEBUG","pid":1,"worker":"syncer","clientGroupID":"g1","clientID":"c1","cmd":"updateAuth","auth":"\#(jwt)","message":"updateAuth"}"#,
    #"{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","kind":"PushFailed","reason":"http","status":401,"bodyPreview":"{\"error\":\"no\",\"token\":\"\#(opaque)\"}","message":"The server behind ZERO_MUTATE_URL returned a push error.","mutationIDs":[{"id":2,"clientID":"c1"}]}"#,
    #"{"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","status":401,"bodyPreview":"bad token Bearer \#(opaque)","message":"fetch from API server returned non-OK status"}"#,
    #"PushProcessor Application error processing mutation 6 for client c1 {"name":"Error","message":"jwt \#(jwt) expired"}"#,
    #"PushProcessor Mutation 6 for client c1 was retried after an error {"name":"Error","message":"connect postgres://app:\#(opaque)@db/app failed"}"#,
    #"clientID=c1 Mutator "todo.create" app error on server {"name":"ApplicationError","message":"token=\#(opaque)"}"#,
    #"clientID=c1 runLoopCounter=1 wsid=w1 Connecting to ws://localhost/sync/v45/connect?clientID=c1&clientGroupID=g1&userID=u1&token=\#(jwt)&lmid=3&wsid=w1"#,
    #"{"level":30,"time":1795344201222,"req":{"id":"r1","method":"POST","url":"/api/mutate?access_token=\#(opaque)","headers":{"authorization":"Bearer \#(opaque)"}},"res":{"statusCode":200},"msg":"request completed"}"#,
    #"{"level":30,"time":1795344201222,"reqId":"r1","jti":"\#(jwt)","exp":1795345825,"sub":"\#(jwt)","msg":"authenticated"}"#,
    #"{"level":40,"time":1795344201222,"reqId":"r1","code":"ERR_JWT_EXPIRED","reason":"token \#(jwt)","msg":"unauthorized \#(jwt)"}"#,
    #"{"level":50,"time":1795344201222,"reqId":"r1","err":{"type":"Error","message":"ECONNREFUSED redis://app:\#(opaque)@redis:6379"},"msg":"dependency unavailable"}"#,
    #"{"level":30,"time":1795344201222,"mutations":[{"clientID":"c1","id":3,"name":"a","result":{"error":"app","message":"cookie: session=\#(opaque)"}}],"msg":"push"}"#,
    #"127.0.0.1 - - [22/Nov/2026:10:37:12 +0000] "GET /sync/v45/connect?clientID=c1&clientGroupID=g1&userID=u1&lmid=1&wsid=w1&authToken=\#(jwt) HTTP/1.1" 101 2 "-" "node""#,
    #"127.0.0.1 - - [22/Nov/2026:10:37:12 +0000] "POST /api/mutate?token=\#(opaque) HTTP/1.1" 401 2 "-" "node" "\#(protocolHeader)""#,
    #"{"remote_addr":"10.0.0.1","request":"GET /sync/v45/connect?clientID=c1&clientGroupID=g1&lmid=1 HTTP/1.1","status":101,"request_time":1.5,"http_sec_websocket_protocol":"\#(protocolHeader)"}"#,
    #"[auth] rejected: invalid token \#(jwt)"#,
    #"[api] session created sub=u1 sid=s1 exp=1795342140 session_token=\#(opaque)"#,
    #"[mutate] user=u1 todo.create#9 token=\#(opaque)"#,
    #"2026/11/22 10:33:30 [error] 1#1: *4 connect() failed (111: Connection refused) while connecting to upstream, client: 1.2.3.4, server: , request: "POST /api/mutate?token=\#(opaque) HTTP/1.1", upstream: "http://app:\#(opaque)@127.0.0.1/""#,
  ]

  private static let shipped = Result { try DialectSet(packs: .embedded) }

  @Test(arguments: lines.indices)
  func nothingRawIsKept(_ index: Int) throws {
    let reading = try DialectReading(Self.lines[index], set: try Self.shipped.get())
    let tokens = reading.tokens.map { "\($0)" }.joined()
    for secret in [Self.opaque, Self.signature, Self.jwt] {
      for start in 0...(secret.utf8.count - 8) {
        let piece = String(decoding: Array(secret.utf8)[start..<start + 8], as: UTF8.self)
        #expect(!reading.kept.contains(piece), "'\(piece)' is kept of \(Self.lines[index])")
        #expect(!tokens.contains(piece), "'\(piece)' is kept of a token in \(Self.lines[index])")
      }
    }
    #expect(reading.events.contains { $0.kind == "credential_logged" })
  }
}
