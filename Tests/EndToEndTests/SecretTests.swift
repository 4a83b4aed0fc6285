import Foundation
import Reporting
import Testing

/// No credential of a log survives anywhere: not in the case, the report, an answer or a message.
@Suite struct SecretTests {
  /// Made at run time, different in every run: nothing that looks like a secret stands in the repository.
  static func random(_ count: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count)] })
  }

  private struct Secrets {
    let signature = random(43)
    let bearer = random(40)
    let cookie = random(36)
    let password = random(24)
    let apiKey = random(32)

    var jwt: String {
      func part(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("=", with: "")
          .replacing("+", with: "-").replacing("/", with: "_")
      }
      let claims = #"{"sub":"u1","iat":1792576500,"exp":1792576800,"jti":"j1"}"#
      return part(#"{"alg":"HS256","typ":"JWT"}"#) + "." + part(claims) + "." + signature
    }

    var all: [String] { [signature, bearer, cookie, password, apiKey] }

    var lines: [String: String] {
      [
        "api.log": """
        {"level":"info","time":1792576900000,"msg":"authenticated","reqId":"r1","authorization":"Bearer \(jwt)","req":{"url":"/api/push","headers":{"cookie":"session=\(cookie); theme=dark"}}}
        {"level":"warn","time":1792576900100,"reqId":"r1","code":"ERR_JWT_EXPIRED","msg":"rejected Bearer \(bearer)"}
        {"level":"error","time":1792576900200,"msg":"cannot connect to postgres://app:\(password)@db.internal:5432/app"}
        {"level":"error","time":1792576900300,"msg":"mutator failed","clientID":"c1","mutationID":7,"error":"token \(jwt) is not valid","clientGroupID":"g1"}
        [auth] rejected: \(jwt) ERR_JWT_EXPIRED: "exp" claim timestamp check failed
        {"level":"error","time":1792576900400,"msg":"x","headers":{"set-cookie":["session=\(cookie); Path=/"],"x-api-key":"\(apiKey)"}}

        """,
        "zero-cache.log": """
        {"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}
        {"level":"DEBUG","pid":1,"worker":"syncer","message":"Received auth token \(jwt) for clientID c1, decoded: {}"}
        {"level":"WARN","pid":1,"worker":"syncer","clientGroupID":"g1","component":"pusher","kind":"PushFailed","reason":"http","status":401,"bodyPreview":"bad token \(jwt)","message":"The server behind ZERO_MUTATE_URL returned a push error.","mutationIDs":[{"id":7,"clientID":"c1"}]}
        {"level":"ERROR","pid":1,"worker":"runner","message":"exiting with error Error: postgresql://app:\(password)@db.internal/app refused"}

        """,
        "proxy.log": """
        {"time":"2026-10-21T10:00:10.000Z","remote_addr":"192.0.2.7","request":"GET /sync/v45/connect?clientID=c1&clientGroupID=g1&userID=u1&lmid=5&wsid=w1&auth=\(jwt) HTTP/1.1","status":101,"request_time":4.5,"http_authorization":"Bearer \(bearer)","http_cookie":"session=\(cookie)"}

        """,
      ]
    }
  }

  @Test(arguments: ["notable", "all"])
  func nothingOfACredentialSurvives(kept: String) throws {
    let desk = try Desk()
    let secrets = Secrets()
    for (name, text) in secrets.lines { try desk.write("logs/\(name)", text) }
    let run = try desk.analyze("logs", "--keep-text", kept)
    #expect(run.status == 1, "\(run.error)")
    let forms = try ReportFormat.allCases.map { form in
      try Binary.run(["report", "a.case", "--format", form.rawValue], in: desk.folder)
    }
    #expect(forms.allSatisfy { $0.out.count > 200 })
    let rows = try Binary.run(["query", "a.case", "SELECT * FROM records"], in: desk.folder)
    #expect(rows.status == 0)
    let texts = ([run, rows] + forms).flatMap { [$0.out, $0.error] }.map { Data($0.utf8) }
    let file = try Data(contentsOf: URL(fileURLWithPath: desk.path("a.case")))
    #expect(file.range(of: Data("ERR_JWT_EXPIRED".utf8)) != nil)
    for secret in secrets.all {
      let bytes = Array(secret.utf8)
      for start in 0...(bytes.count - 8) {
        let piece = Data(bytes[start..<start + 8])
        for (index, text) in ([file] + texts).enumerated() where text.range(of: piece) != nil {
          Issue.record("bytes \(start)... of '\(secret)' are in output \(index)")
          return
        }
      }
    }
  }

  /// All places in one run, each with a secret of its own.
  @Test func everyPlaceOfACredentialIsMasked() throws {
    let desk = try Desk()
    var secrets: [(name: String, secret: String)] = []
    for place in SecretPlace.all {
      let secret = Self.random(40)
      secrets.append((place.name, secret))
      try desk.write("logs/\(secrets.count).log", place.line(secret) + "\n")
    }
    let run = try desk.analyze("logs", "--keep-text", "all")
    #expect(run.status == 1, "\(run.error)")
    #expect(run.out.contains("from \(SecretPlace.all.count) sources"), "\(run.out.prefix(200))")
    let file = try Data(contentsOf: URL(fileURLWithPath: desk.path("a.case")))
    for (name, secret) in secrets {
      let bytes = Array(secret.utf8)
      let isThere = (0...(bytes.count - 8)).contains { start in
        let piece = Data(bytes[start..<start + 8])
        return file.range(of: piece) != nil || Data((run.out + run.error).utf8).range(of: piece) != nil
      }
      #expect(!isThere, "\(name)")
    }
  }

  @Test func leakIsItselfAFinding() throws {
    let desk = try Desk()
    for (name, text) in Secrets().lines { try desk.write("logs/\(name)", text) }
    let run = try desk.analyze("logs")
    #expect(run.out.contains("rule credential-in-logs"), "\(run.out)")
  }

  @Test func keyIsForItsOwnerAlone() throws {
    let desk = try Desk()
    try desk.write("a.log", #"{"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}"#)
    _ = try desk.analyze("a.log")
    let facts = try FileManager.default.attributesOfItem(atPath: desk.path("a.case.key"))
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect((facts[.size] as? NSNumber)?.intValue == 32)
    let key = try Data(contentsOf: URL(fileURLWithPath: desk.path("a.case.key")))
    let file = try Data(contentsOf: URL(fileURLWithPath: desk.path("a.case")))
    #expect(file.range(of: key.prefix(8)) == nil)
  }

  @Test func openKeyIsToldAndUsed() throws {
    let desk = try Desk()
    try desk.write("a.log", #"{"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}"#)
    try desk.write("a.case.key", Data(repeating: 5, count: 32))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: desk.path("a.case.key"))
    let run = try desk.analyze("a.log")
    #expect(run.status == 0)
    #expect(run.error.contains("can be read by others; run: chmod 600"), "\(run.error)")
  }
}
