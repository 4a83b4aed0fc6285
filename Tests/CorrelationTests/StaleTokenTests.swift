import Testing

/// What is told of tokens that were carried past their expiry: each by itself, each request once, nothing that was not.
@Suite struct StaleTokenTests {
  private static let expiry = Scene.start + 10

  /// A token of u1; the second one lives 60 s longer.
  private enum Token: Int64 {
    case first = 0
    case second = 60

    var claims: String { #""sub":"u1","iat":1792570000,"exp":\#(expiry + rawValue),"jti":"j\#(rawValue)""# }
  }

  private func scene() -> Scene {
    var scene = Scene()
    scene.poke(1)
    return scene
  }

  private func accepted(_ scene: inout Scene, at: Double, _ token: Token, id: Int, request: String? = nil) {
    scene.api(
      at,
      #"{"level":"info","msg":"mutation",\#(token.claims),"reqId":"\#(request ?? "r\(id)")","clientGroupID":"g1","clientID":"c1","mutationID":\#(id),"result":"ok"}"#
    )
  }

  private func refused(_ scene: inout Scene, at: Double, _ token: Token, id: Int) {
    scene.api(
      at,
      #"{"level":"warn","code":"ERR_JWT_EXPIRED",\#(token.claims),"reqId":"r\#(id)","msg":"\"exp\" claim timestamp check failed"}"#
    )
    scene.pushFailed(at + 0.05, [id])
  }

  @Test func eachTokenIsToldWithItsOwnSeconds() throws {
    var scene = scene()
    accepted(&scene, at: 11.4, .first, id: 1)
    refused(&scene, at: 72, .first, id: 2)
    accepted(&scene, at: 74, .second, id: 2)
    accepted(&scene, at: 125, .second, id: 3)
    scene.poke(160)
    let seen = try scene.run().seen("stale_token")
    #expect(seen.count == 1)
    let detail = try #require(seen.first?.detail)
    #expect(detail.contains(" 1 and 62 s after its expiry (1 refused, 1 accepted); token "))
    #expect(detail.contains(" 4 and 55 s after its expiry (2 accepted)"))
    // The newer one came after the last use of the first.
    #expect(seen.first?.newerSince == nil && !detail.contains("newer"))
  }

  @Test func aNewerTokenIsOneThatWasThereBeforeTheLastUse() throws {
    var scene = scene()
    accepted(&scene, at: 12, .first, id: 1)
    accepted(&scene, at: 15, .second, id: 2)
    accepted(&scene, at: 40, .first, id: 3)
    accepted(&scene, at: 75, .second, id: 4)
    scene.poke(160)
    let seen = try #require(try scene.run().seen("stale_token").first)
    let detail = seen.detail
    #expect(seen.roles.hasSuffix("; a newer token was known"))
    #expect(
      detail.contains(
        " 2 and 30 s after its expiry (2 accepted), at last although a newer one was known since 2026-10-21 10:00:15 UTC; token "
      ))
    #expect(detail.hasSuffix(" 5 s after its expiry (1 accepted)"))
  }

  /// A log whose times lack their zone is off by more than any tolerance.
  @Test(arguments: [(60.0, "proved"), (1_000.0, "suspected")])
  func whatNoVerifierToleratesIsSuspected(at: Double, strength: String) throws {
    var scene = scene()
    accepted(&scene, at: at, .first, id: 1)
    scene.poke(at + 60)
    #expect(try scene.run().strengths("stale-token-on-push") == [strength])
  }

  @Test func manyTokensAreNotAllNamed() throws {
    var scene = scene()
    for token in 0..<6 {
      let claims = #""sub":"u1","iat":1792570000,"exp":\#(Self.expiry + Int64(token) * 10),"jti":"k\#(token)""#
      scene.api(
        15 + Double(token) * 12,
        #"{"level":"info","msg":"mutation",\#(claims),"clientGroupID":"g1","clientID":"c1","mutationID":\#(token + 1),"result":"ok"}"#
      )
    }
    scene.poke(160)
    let detail = try #require(try scene.run().seen("stale_token").first?.detail)
    #expect(detail.hasSuffix("; 3 other tokens up to 15 s after their expiry (3 accepted)"))
  }

  @Test func requestsAreCountedNotLines() throws {
    var scene = scene()
    // Three requests of one moment, and one whose lines lie to both sides of a second.
    accepted(&scene, at: 20.05, .first, id: 1, request: "a")
    accepted(&scene, at: 20.09, .first, id: 2, request: "b")
    accepted(&scene, at: 20.13, .first, id: 5, request: "d")
    accepted(&scene, at: 30.99, .first, id: 3, request: "c")
    accepted(&scene, at: 31.35, .first, id: 4, request: "c")
    scene.poke(90)
    let seen = try #require(try scene.run().seen("stale_token").first)
    #expect([seen.count, seen.accepted, seen.refused] == [4, 4, 0])
  }

  @Test func theSameWriteInOtherServersWordsIsTheSamePush() throws {
    var scene = scene()
    for (at, id) in [(20.0, 1), (20.6, 2)] {
      scene.api(
        at,
        #"{"level":"info","msg":"mutation",\#(Token.first.claims),"clientGroupID":"g1","clientID":"c1","mutationID":\#(id),"result":"ok"}"#
      )
      scene.add(
        "other.log", at + 0.3,
        #"{"level":"info","msg":"mutation",\#(Token.first.claims),"clientGroupID":"g1","clientID":"c1","mutationID":\#(id),"result":"ok"}"#
      )
    }
    scene.poke(90)
    #expect(try scene.run().seen("stale_token").map(\.count) == [2])
  }

  @Test func onlyWhatSufferedHasToBeEnteredAgain() throws {
    var scene = scene()
    refused(&scene, at: 15, .first, id: 2)
    accepted(&scene, at: 16, .second, id: 2)
    refused(&scene, at: 75, .second, id: 3)
    scene.poke(160, "c9", group: "g9", socket: "w9")
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#2") == "delivered none proved")
    #expect(outcome.seen("stale_token").map(\.writes) == [1])
    let words = try #require(outcome.words.first { $0.rule == "stale-token-on-push" })
    #expect(words.story.contains("1 write suffered (c1#3)") && words.advice.contains("enter them again: c1#3."))
  }

  @Test func aTokenThatWasNotAcceptedWasNotAcceptedThoughAnswered() throws {
    var scene = scene()
    for (at, id) in [(12, "a"), (14, "b")] as [(Double, String)] {
      scene.api(
        at,
        #"{"level":20,"req":{"id":"\#(id)","method":"POST","url":"/api/mutate"},"code":"ERR_JWT_EXPIRED",\#(Token.first.claims),"msg":"auth token not accepted, continuing anonymously"}"#
      )
    }
    scene.poke(90)
    let outcome = try scene.run()
    let seen = try #require(outcome.seen("stale_token").first)
    #expect([seen.count, seen.accepted, seen.refused] == [2, 0, 0])
    #expect(seen.detail.hasSuffix("(2 answered 200 as if no token had been sent)"))
    let words = try #require(outcome.words.first { $0.rule == "stale-token-on-push" })
    #expect(!words.story.contains(" 0 ") && words.story.contains("No record names the writes in them"))
  }

  @Test func whatHadNoEffectWasNotAccepted() throws {
    var scene = scene()
    accepted(&scene, at: 15, .first, id: 1)
    scene.api(
      20,
      #"{"level":"info","msg":"mutation",\#(Token.first.claims),"reqId":"r2","clientGroupID":"g1","clientID":"c1","mutationID":2,"result":"app","error":"Login required to edit"}"#
    )
    scene.poke(90)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#2") == "dropped auth suspected")
    let seen = try #require(outcome.seen("stale_token").first)
    #expect([seen.count, seen.accepted, seen.refused] == [2, 1, 0])
    #expect(seen.detail.hasSuffix(" 5 and 10 s after its expiry (1 accepted, 1 without effect)"))
  }

  @Test func theServerThatLookedAtTheTokenTellsHowLateItWas() throws {
    var scene = scene()
    refused(&scene, at: 74.97, .first, id: 2)
    scene.poke(150, "c9", group: "g9", socket: "w9")
    let detail = try #require(try scene.run().seen("stale_token").first?.detail)
    #expect(detail.contains(" 64 s after its expiry (1 refused)"))
  }

  @Test func lessThanASecondIsNotNone() throws {
    var scene = scene()
    refused(&scene, at: 10.3, .first, id: 2)
    scene.poke(90, "c9", group: "g9", socket: "w9")
    let detail = try #require(try scene.run().seen("stale_token").first?.detail)
    #expect(detail.contains(" less than 1 s after its expiry (1 refused)"))
  }
}
