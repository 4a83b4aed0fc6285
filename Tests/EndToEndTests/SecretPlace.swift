import Foundation

/// A place of a log line where credentials stand.
struct SecretPlace: Sendable {
  var name: String
  var line: @Sendable (String) -> String

  init(_ name: String, _ line: @escaping @Sendable (String) -> String) {
    self.name = name
    self.line = line
  }

  static func url64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
  }

  static func jwt(_ signature: String) -> String {
    url64(#"{"alg":"HS256","typ":"JWT"}"#) + "." + url64(#"{"sub":"u1","exp":1792576800}"#) + "." + signature
  }

  private static func docker(_ line: String, end: String = #"\n"#) -> String {
    let text = line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return #"{"log":"\#(text)\#(end)","stream":"stdout","time":"2026-10-21T10:00:00Z"}"#
  }

  /// What a client of zero-cache sends as its sub-protocol: percent-encoded base64 of JSON.
  private static func subProtocol(_ token: String) -> String {
    let json = #"{"initConnectionMessage":["initConnection",{}],"authToken":"\#(token)"}"#
    return Data(json.utf8).base64EncodedString().replacing("=", with: "%3D").replacing("+", with: "%2B")
  }

  static let all: [SecretPlace] = [
    .init("JWT in Docker's JSON") { docker(#"{"level":"info","headers":{"authorization":"Bearer \#(jwt($0))"}}"#) },
    .init("cookie in Docker's JSON") {
      docker(#"{"level":"info","req":{"headers":{"cookie":"session=\#($0); a=b"}}}"#)
    },
    .init("cookie escaped twice") { docker(#"{"level":"info","msg":"{\"cookie\":\"session=\#($0)\"}"}"#) },
    .init("cookie over two Docker lines") {
      docker(#"{"level":"info","cookie":"session="# + $0.prefix(20), end: "") + "\n" + docker($0.dropFirst(20) + "\"}")
    },
    .init("JWT over two CRI lines") {
      let token = jwt($0)
      return "2026-10-21T10:00:00.1Z stdout P {\"level\":\"info\",\"authorization\":\"Bearer \(token.prefix(90))\n"
        + "2026-10-21T10:00:00.1Z stdout F \(token.dropFirst(90))\"}"
    },
    .init("header in text") { "2026-10-21T10:00:00Z ERROR request failed Cookie: a=b; session=\($0)" },
    .init("set-cookie in text") { "set-cookie: session=\($0); Path=/; HttpOnly" },
    .init("variable of nginx") { #"{"time":"2026-10-21T10:00:00Z","status":200,"http_cookie":"session=\#($0)"}"# },
    .init("query of an access line") {
      #"192.0.2.7 - - [21/Oct/2026:10:00:10 +0000] "GET /x?access_token=\#($0)&a=1 HTTP/1.1" 200 5 "-" "M""#
    },
    .init("database URL in an assignment") { "DATABASE_URL=postgres://u:\($0)@h/db" },
    .init("database URL in JSON") { #"{"level":"error","msg":"cannot reach postgresql://u:\#($0)@h:5432/db"}"# },
    .init("password of a cache") { "connecting to redis://:\($0)@cache:6379" },
    .init("password of a configuration") { #"{"level":"error","msg":"x","config":{"host":"h","password":"\#($0)"}}"# },
    .init("sub-protocol with a JWT") { #"{"level":"info","sec-websocket-protocol":"\#(subProtocol(jwt($0)))"}"# },
    .init("sub-protocol with another token") { #"{"level":"info","sec-websocket-protocol":"\#(subProtocol($0))"}"# },
    .init("command line") { "curl -H 'authorization: Bearer \($0)' http://x" },
    .init("cell of a table") { "timestamp,message\n1795344915261,\"{\"\"cookie\"\":\"\"session=\($0)\"\"}\"" },
    .init("broken JSON") { #"{"level":"info","msg":"x","authorization":"Bearer \#($0)"# },
    .init("beside zero bytes") { "\u{0}\u{0} authorization: Bearer \($0)" },
    .init("an id") {
      #"{"level":"info","clientGroupID":"Bearer \#($0)","clientID":"c1","mutationID":3,"result":"ok"}"#
    },
    .init("escaped space") { #"{"level":"info","msg":"x","authorization":"Bearer\u0020\#($0)"}"# },
    .init("logfmt") { "level=info msg=x password=\($0)" },
  ]
}
