import Testing

@testable import Dialects

@Suite struct CredentialsInnocentTests {
  static let lines = [
    #"{"errorKind":"Failed to decode auth token: JWTExpired: \"exp\" claim timestamp check failed"}"#,
    #"{"bodyPreview":"{\"error\":\"Unauthorized\",\"code\":\"token_expired\"}"}"#,
    "Unauthorized: session expired, please sign in again",
    "One of jwk, secret, or jwksUrl is not configured - the `authorization` header must be manually verified",
    "use cookie-based authentication or an auth token instead - see https://zero.rocicorp.dev/docs/auth",
    " --auth-secret string                optional",
    " --admin-password string             optional",
    "ZERO_AUTH_SECRET is deprecated",
    #"password authentication failed for user "app""#,
    "token expired", "invalid token: expired", "Basic Examples:", "Bearer authentication failed",
    #"WWW-Authenticate: Bearer realm="api", error="invalid_token""#,
    #"{"token":true,"password":null,"secret":"[Redacted]","api_key":"***","authorization":"<redacted>"}"#,
    #"{"authorization":"undefined","cookie":"3hwk8","token":"required","password":"must be at least 8 characters"}"#,
    #"{"token":1234567,"cookie":{"a":1}}"#,
    "/sync?clientID=fl0kj3i7mim9u99bjg&clientGroupID=tvr0hd8s7ltv&baseCookie=9mb1d4&wsid=UqlyjMN-GkZoKjIGLIJN1",
    #"{"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","pokeID":"9mb1d4:01"}"#,
    #"{"jti":"fcd10224ff96","exp":1795342512,"sub":"usr_omar","requestID":"9f1c2d3e-1111-2222-3333-444455556666"}"#,
    "at verifyToken (file:///app/node_modules/@rocicorp/zero/out/auth.js:12:3)",
    "listening at http://127.0.0.1:3001, user me@example.com", "POST /api/auth/token HTTP/1.1",
    "postgres://app@db:5432/app", "const token = getToken(request)", "Access-Control-Allow-Headers: Authorization",
    #"["Authorization","Content-Type"]"#, #"{"token":"[t:9f2c41d0aa31]","password":"[masked:9f2c41d0aa31]"}"#,
    #"{"auth":"required","auth":{"kind":"a1b2c3d4e5f6a7b8c9"},"auth":"session-cookie-required","oauth":"a1b2c3d4e5f6a7b8"}"#,
    #"{"auth":"a1b2c3d4e5f6a7b","url":"/api/auth/callback1234567","auth":"[t:9f2c41d0aa31]"}"#,
    "auth: a1b2c3d4e5f6a7b8 is the request's id",
    "trace 65794a7b9f2c41d0aa314b5c6d7e8f9065794a1122334455, id ZXlKaHR0cDovL2V4YW1wbGUuY29tL2EvYi9jL2Q_ZT1m",
    #"{"base64":"\#(CredentialSamples.base64(#"eyJub3RoaW5nIjoidG8gc2VlIGhlcmUifQ== is no token.or"#))"}"#,
    "git log -b session=a1b2c3d4e5f6a7b8", "curl -b cookies.txt https://x/api", "curl --cookie jar.txt -o a=b",
    "mysqldump --cookie-jar=x -b name=value1234567",
    #"{"etag":"W/\"eyJ2IjoxLCJoYXNoIjoiOWYyYzQxZDBhYTMxNGI1YzZkN2U4ZjkwIn0\"","if-none-match":"eyJ2IjoxfQ.9f2c41d0aa314b5c"}"#,
    #"{"cursor":"eyJpZCI6MTI4NDcsImNyZWF0ZWRfYXQiOiIyMDI2LTEwLTIxVDAwOjQ0OjQxWiIsImRpciI6ImFzYyJ9"}"#,
    #"{"cursor":"\#(CredentialSamples.base64(#"{"nextToken":"a1b2c3d4e5f6a7b8","limit":50,"order":"created_at"}"#))"}"#,
    "heyJude.eyJoin.keyJar: base64 eyJub3RoaW5nIjoidG8gc2VlIGhlcmUsIG1vdmUgb24gcGxlYXNlIn0=",
    #"{"authorization":"Bearer [t:9f2c41d0aa31]","cookie":"sid=[t:9f2c41d0aa31]; Path=/"}"#,
  ]

  @Test(arguments: lines)
  func ordinaryTextStaysAsItIs(line: String) throws {
    let samples = try CredentialSamples()
    let result = samples.masked(line)
    #expect(result.text == line)
    #expect(result.found.isEmpty && !result.isRaw)
  }

  @Test func theCheapTestPassesOverAnOrdinaryLine() throws {
    let samples = try CredentialSamples()
    #expect(
      !samples.mayHold(#"{"level":30,"worker":"syncer","clientID":"fl0kj3i7","pokeID":"9mb1d4","msg":"created"}"#))
    #expect(!samples.mayHold("auth failed, authenticated again, default cause"))
    #expect(!samples.mayHold(""))
  }
}
