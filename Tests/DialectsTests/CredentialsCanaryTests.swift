import Testing

@testable import Dialects

@Suite struct CredentialsCanaryTests {
  /// Lines; `@J` stands for a JWT, `@S` for an opaque secret, `@B` for base64 of JSON with a JWT as authToken, `@O` for
  /// the same with an opaque one.
  static let shapes = [
    #"{"headers":{"authorization":"Bearer @J","host":"x"}}"#,
    #"{"headers":{"authorization":"Bearer @S","host":"x"}}"#,
    #"{"headers":{"Authorization": "@J"}}"#,
    #"Authorization: Bearer @S"#,
    #"curl -H 'Authorization: Basic @P' http://x/"#,
    #"{"proxy-authorization":"Digest username=\"me\", response=\"@S\""}"#,
    #"{"X-Api-Key":"@S"}"#,
    #"x-auth-token: @S"#,
    #"GET /api?schema=zero_0&token=@J&x=1 HTTP/1.1"#,
    #"GET /api?access_token=@S&x=1 HTTP/1.1"#,
    #"GET /next?to=%2Fapi%3Ftoken%3D@S%26x%3D1"#,
    #"verified token @J for user"#,
    #"dots @E here"#,
    #"sec-websocket-protocol: @B"#,
    #"{"sec-websocket-protocol":"@B","x":1}"#,
    #"{"sec-websocket-protocol":"@O"}"#,
    #"{"cookie":"sid=@S; auth=@J; theme=dark"}"#,
    "Cookie: sid=@S; other=@S",
    #"{"set-cookie":["sid=@S; Path=/; HttpOnly","b=@S; Max-Age=3"]}"#,
    #"{"rawHeaders":["Host","x","Cookie","sid=@S"]}"#,
    #"{"headers":[{"name":"Cookie","value":"sid=@S"}]}"#,
    #"{"authToken":"@S","wsID":"abc"}"#,
    #"{"refresh_token":"@S","id_token":"@J"}"#,
    #"level=info session_token=@S msg=hello"#,
    #"level=info password="@S and more" msg=hello"#,
    #"{"password":"correct horse @S"}"#,
    #"password: @S"#,
    #"ZERO_AUTH_SECRET=@S"#,
    #"AWS_SECRET_ACCESS_KEY=@S"#,
    #"connecting to postgres://app:@S@db.internal:5432/app?sslmode=require"#,
    #"{"db":"postgresql:\/\/app:@S@db:5432\/app"}"#,
    #"key ghp_@S and sk_live_@S"#,
    #"slack xoxb-@S"#,
    #"{"pem":"-----BEGIN RSA PRIVATE KEY-----\n@S\n@S\n-----END RSA PRIVATE KEY-----\n"}"#,
    #"JWE @W end"#,
    #"none @N end"#,
    #"Bearer%20@J"#,
    #"{"cmd":"updateAuth","auth":"@S"}"#,
    #"{"message":["updateAuth",{"auth":"@J"}]}"#,
    #"%7B%22auth%22%3A%22@S%22%7D"#,
    #"GET /x?auth=@S&y=1 HTTP/1.1"#,
    #"debug: raw credential @Q end"#,
    #"{"raw":"@Q"}"#,
    #"payload hex 0x@H, 3 more"#,
    #"{"buffer":"@H"}"#,
    #"replay with: curl -s -b 'session=@S; theme=dark' https://x/api"#,
    #"replay with: curl -b session=@S https://x/api"#,
    #"$ curl --cookie "sid=@S" https://x/api"#,
    #"--cookie=sid=@S"#,
  ]

  @Test(arguments: shapes, 0...2)
  func noPartOfASecretSurvives(shape: String, escapes: Int) throws {
    let samples = try CredentialSamples()
    let line = (0..<escapes).reduce(Self.filled(shape, samples)) { text, _ in
      #"{"level":30,"msg":"\#(CredentialSamples.escaped(text))"}"#
    }
    let result = samples.masked(line)
    #expect(result.isRaw && !result.found.isEmpty)
    #expect(samples.mayHold(line), "the cheap test must not miss it")
    for secret in Self.secrets(samples) {
      for start in secret.indices.dropLast(7) {
        let part = String(decoding: secret[start..<start + 8], as: UTF8.self)
        guard result.text.contains(part) else { continue }
        Issue.record("'\(part)' is left in \(result.text)")
        return
      }
    }
    let again = samples.masked(result.text)
    #expect(again.text == result.text && again.found.isEmpty && !again.isRaw)
  }

  private static func filled(_ shape: String, _ samples: CredentialSamples) -> String {
    let opaque = samples.secret
    let jwt = samples.jwt()
    let parts = jwt.split(separator: ".")
    func blob(_ token: String) -> String {
      let json = #"{"initConnectionMessage":["initConnection",{"clientSchema":{}}],"authToken":"\#(token)"}"#
      return CredentialSamples.percentEncoded(CredentialSamples.base64(json))
    }
    let replacements = [
      "@J": jwt, "@S": opaque, "@B": blob(jwt), "@O": blob(opaque), "@E": parts.joined(separator: "%2E"),
      "@W": "\(parts[0])..\(opaque).\(opaque).\(opaque)", "@N": "\(parts[0]).\(parts[1]).",
      "@P": CredentialSamples.base64("user:" + opaque),
      "@Q": CredentialSamples.base64(jwt), "@H": CredentialSamples.hex(jwt),
    ]
    return replacements.reduce(shape) { text, replacement in
      text.split(separator: replacement.key, omittingEmptySubsequences: false).joined(separator: replacement.value)
    }
  }

  private static func secrets(_ samples: CredentialSamples) -> [[UInt8]] {
    let jwt = samples.jwt()
    let blob = CredentialSamples.base64(samples.secret)
    let whole = [CredentialSamples.base64(jwt), CredentialSamples.hex(jwt)]
    return ([samples.secret, String(jwt.split(separator: ".")[1]), blob] + whole).map { Array($0.utf8) }
  }

  @Test func randomBytesNeverCrashAndStayMasked() throws {
    let samples = try CredentialSamples()
    var generator = SplitMix(state: 42)
    let pieces = Self.shapes.map { Self.filled($0, samples) }
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let piece = Array(pieces[Int.random(in: 0..<pieces.count, using: &generator)].utf8)
        let start = Int.random(in: 0..<piece.count, using: &generator)
        bytes += piece[start..<Int.random(in: start...piece.count, using: &generator)]
        bytes += (0..<Int.random(in: 0...6, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator)
        }
      }
      let result = samples.maskedBytes(bytes)
      #expect(result.isRaw || result.bytes == bytes)
      let again = samples.maskedBytes(result.bytes)
      #expect(again.bytes == result.bytes && !again.isRaw)
    }
  }
}

/// Equal numbers in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
