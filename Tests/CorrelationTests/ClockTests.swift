import Testing

/// Clocks that are apart, and sockets that outlive their token.
@Suite struct ClockTests {
  private static let expiry = Scene.start + 10

  /// Three pushes that the API refused by its own clock, which is `ahead` seconds ahead of the sync server's.
  private func refusals(ahead: Double, at moments: [Double] = [15, 31, 62]) -> Scene {
    var scene = Scene()
    scene.poke(1)
    for (index, moment) in moments.enumerated() {
      scene.api(
        moment + ahead,
        #"{"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","iat":1792570000,"exp":\#(Self.expiry),"jti":"j1","msg":"\"exp\" claim timestamp check failed"}"#
      )
      scene.pushFailed(moment + 0.004, [index + 1])
    }
    scene.poke(120, "c9", group: "g9", socket: "w9")
    return scene
  }

  @Test(arguments: [0, 7, -8.5, 95])
  func offsetIsFoundAndRefusalsMeet(ahead: Double) throws {
    let outcome = try refusals(ahead: ahead).run()
    let clock = try #require(outcome.clocks.first)
    #expect(outcome.clocks.count == 1)
    #expect(abs(clock.milliseconds - (ahead * 1_000 - 4)) <= 1)
    #expect(clock.uncertainty < 20)
    #expect(clock.pairs == 3)
    let seen = try #require(outcome.seen("stale_token").first)
    #expect(seen.who == "c1")
    #expect(seen.refused == 3)
    #expect(seen.detail.contains("after its expiry"))
  }

  @Test func fewRefusalsOrAnEvenRhythmTellNoOffset() throws {
    #expect(try refusals(ahead: 7, at: [15]).run().clocks.isEmpty)
    // Every 5 s on both sides, 20 s apart: as good a fit at 15, 20 and 25.
    let even = stride(from: 15.0, to: 65, by: 5).map { $0 }
    #expect(try refusals(ahead: 20, at: even).run().clocks.isEmpty)
  }

  /// One push that both servers say was refused, by clocks of which nothing tells how far they are apart.
  @Test(arguments: [-1.9, -1.5, -0.5, 0, 1.1, 1.9], [true, false])
  func aSingleRefusalIsOneWhicheverClockIsAhead(ahead: Double, namesWrite: Bool) throws {
    var scene = Scene()
    scene.poke(1)
    let ids = #""clientGroupID":"g1","clientID":"c1","mutationID":2,"status":401,"msg":"push refused: token expired""#
    let words = #""code":"ERR_JWT_EXPIRED","msg":"\"exp\" claim timestamp check failed""#
    scene.api(
      15 + ahead,
      #"{"level":"warn","sub":"u1","iat":1792570000,"exp":\#(Self.expiry),"jti":"j1",\#(namesWrite ? ids : words)}"#)
    scene.pushFailed(15.004, [2])
    scene.poke(120, "c9", group: "g9", socket: "w9")
    let outcome = try scene.run()
    #expect(outcome.seen("auth_refused").map(\.count) == [1])
    let stale = outcome.seen("stale_token")
    #expect(stale.map(\.refused) == [1] && stale.map(\.accepted) == [0] && stale.map(\.count) == [1])
    #expect(stale.first?.who == "c1")
    #expect(outcome.writes["c1#2"]?.attempts == ["refused"])
    #expect(outcome.verdict("c1#2") == "lost auth suspected")
  }

  @Test func aRefusalOfAnotherTimeOrGroupIsNotTakenForIt() throws {
    for (moment, isOther) in [(19.0, false), (16.5, true)] {
      var scene = Scene()
      scene.poke(1)
      scene.api(
        moment,
        #"{"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","iat":1792570000,"exp":\#(Self.expiry),"jti":"j1","msg":"\"exp\" claim timestamp check failed"}"#
      )
      scene.pushFailed(15, [2])
      if isOther { scene.pushFailed(17.9, [3], client: "c2", group: "g2") }
      scene.poke(120, "c9", group: "g9", socket: "w9")
      #expect(try scene.run().seen("stale_token").filter { $0.who == "c1" }.isEmpty)
    }
  }

  /// A write went through, the next is refused without a reason, the socket is opened anew and the write goes through.
  private func silentRefusal(version: String, acceptedBefore: Bool = true) -> Scene {
    var scene = Scene(version: version)
    scene.poke(1)
    if acceptedBefore { scene.applied(5, 1) }
    scene.pushFailed(40, [2], body: "no")
    scene.poke(42, socket: "w2")
    scene.applied(43, 2)
    scene.poke(90, socket: "w2")
    return scene
  }

  @Test func socketThatWorkedBeforeAndAfterReconnectIsSuspected() throws {
    let outcome = try silentRefusal(version: "0.25.13").run()
    let seen = try #require(outcome.seen("stale_token").first)
    #expect(seen.who == "c1")
    #expect(seen.detail.contains("probably forwarded a stale token"))
    #expect(outcome.strengths("stale-token-on-push") == ["suspected"])
    #expect(outcome.verdict("c1#2") == "delivered none proved")
  }

  @Test func renewedTokensOrNoEarlierSuccessAreNotSuspected() throws {
    #expect(try silentRefusal(version: "0.26.0").run().seen("stale_token").isEmpty)
    #expect(try silentRefusal(version: "0.25.13", acceptedBefore: false).run().seen("stale_token").isEmpty)
  }

  /// The socket stood for a minute; tokens of its user live ten seconds. The client never comes back.
  @Test(arguments: [(60.0, 1), (8.0, 0)])
  func socketOlderThanItsTokensIsSuspected(age: Double, count: Int) throws {
    var scene = Scene()
    scene.api(1, #"{"level":"info","msg":"token issued","sub":"u1","jti":"j1","iat":1792576800,"exp":1792576810}"#)
    scene.socket(2, 2 + age + 1, last: 0)
    scene.applied(3, 1)
    scene.pushFailed(2 + age, [2], body: "no")
    scene.poke(120, "c9", group: "g9", socket: "w9")
    let seen = try scene.run().seen("stale_token")
    #expect(seen.count == count)
    #expect(seen.allSatisfy { $0.detail.contains("tokens of its user live 10 s") })
  }

  @Test func fromVersion26OnTheCookieOfTheUpgradeIsNamed() throws {
    var scene = Scene(version: "1.9.0")
    scene.poke(1)
    scene.api(8, #"{"level":"info","msg":"token issued","sub":"u1","jti":"j2","iat":1792576808,"exp":1792577400}"#)
    scene.api(
      15,
      #"{"level":"info","msg":"mutation","sub":"u1","iat":1792570000,"exp":\#(Self.expiry),"jti":"j1","reqId":"r1","clientGroupID":"g1","clientID":"c1","mutationID":1,"result":"ok"}"#
    )
    scene.poke(90)
    let outcome = try scene.run()
    #expect(outcome.severities("stale-cookie-on-push") == ["medium"])
    #expect(outcome.severities("stale-token-on-push") == [])
  }
}
