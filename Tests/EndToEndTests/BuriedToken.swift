import Foundation

/// A JWT made at run time, and the ways in which people's logs bury one.
struct BuriedToken {
  let header: String
  let payload: String
  let signature = SecretTests.random(43)

  init() {
    header = Self.url64(#"{"alg":"HS256","typ":"JWT"}"#)
    payload = Self.url64(#"{"n":"\#(SecretTests.random(24))","sub":"u1","exp":1792576800}"#)
  }

  var text: String { "\(header).\(payload).\(signature)" }

  /// Pieces of twelve characters that no other text has: the signature, and what is random in the payload.
  var pieces: [Data] {
    [Array(payload.utf8)[8..<38], Array(signature.utf8)[...]].flatMap { bytes in
      bytes.indices.dropLast(11).map { Data(bytes[$0..<$0 + 12]) }
    }
  }

  private static func url64(_ text: String) -> String {
    base64(text).replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  private static func percent(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }

  private static func json(_ key: String, _ value: String) -> String {
    let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "{\"\(key)\":\"\(escaped)\"}"
  }

  private static func docker(_ line: some StringProtocol, end: String = "\n") -> String {
    json("log", line + end).dropLast() + #","stream":"stdout","time":"2026-10-21T10:00:00Z"}"#
  }

  /// What a program says; `@` is the token.
  static let sayings = [
    #"{"authorization":"Bearer @"}"#, #"{"headers":{"Authorization":"@"}}"#, "token @ was rejected",
    "GET /x?token=@&a=1 HTTP/1.1", "cookie: session=@; a=b", "['Authorization', 'Bearer @']", #"{"authToken":"@"}"#,
    #"<a href="x?jwt=@">"#, "#access_token=@&token_type=bearer", "(@)", "x@", "auth:@:end",
  ]

  /// How a saying comes to stand in a log.
  static let burials: [(name: String, bury: @Sendable (String) -> String)] = [
    ("plain", { $0 }), ("JSON", { json("msg", $0) }), ("JSON in JSON", { json("msg", json("body", $0)) }),
    ("JSON in JSON in JSON", { json("m", json("b", json("c", $0))) }),
    ("percent", { "GET /r?to=\(percent($0)) HTTP/1.1" }),
    ("percent twice", { "GET /r?to=\(percent(percent($0))) HTTP/1.1" }),
    ("percent twice in JSON", { json("url", "/r?to=" + percent(percent($0))) }),
    ("sub-protocol", { "sec-websocket-protocol: " + percent(base64(json("authToken", $0))) }),
    ("sub-protocol in JSON", { json("sec-websocket-protocol", percent(base64(json("authToken", $0)))) }),
    ("base64 percent twice", { percent(percent(base64(json("authToken", $0)))) }),
    ("base64 in base64", { json("x", base64(json("authToken", base64(json("authToken", $0))))) }),
    ("base64url", { json("p", url64(json("authToken", $0))) }),
    ("escaped dots", { json("m", $0).replacing(".", with: #"\u002e"#) }),
    ("docker", { docker($0) }),
    ("docker parts", { docker($0.prefix($0.count / 2), end: "") + "\n" + docker($0.dropFirst($0.count / 2)) }),
    (
      "kubernetes parts",
      { text in
        let cut = text.count * 2 / 3
        return "2026-10-21T10:00:00.1Z stdout P \(text.prefix(cut))\n"
          + "2026-10-21T10:00:00.1Z stdout F \(text.dropFirst(cut))"
      }
    ),
    ("further line", { "Error: boom\n    at f (a.js:1:2)\n    { detail: '\($0)' }\n    at g (b.js:1:2)" }),
    ("colours", { "\u{1B}[31m\($0)\u{1B}[0m" }), ("broken JSON", { json("msg", $0).dropLast(2).description }),
    ("zero bytes", { "\0\0 \u{1} \($0) \0" }),
    ("cell", { "timestamp,message\n1795344915261,\"\($0.replacing("\"", with: "\"\""))\"" }),
    (
      "telemetry",
      {
        #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":"# + json("stringValue", $0) + "}]}]}]}"
      }
    ),
    ("syslog", { "<14>1 2026-10-21T10:00:00Z srv app 1 - - \($0)" }),
    ("aws logs tail", { "2026-10-21T10:00:00.123456+00:00 zero/api/0d1b7b8f3a4e \($0)" }),
  ]
}
