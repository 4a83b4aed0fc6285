import Testing

/// What is told of a client that was refused more than once.
@Suite struct RefusalTests {
  private func scene() -> Scene {
    var scene = Scene()
    scene.poke(1)
    return scene
  }

  @Test func whatWentThroughAfterAnEarlierRefusalIsNotHeldUpByTheLast() throws {
    var scene = scene()
    scene.pushFailed(12, [2])
    scene.applied(13, 2)
    scene.pushFailed(40, [3])
    scene.poke(90, "c9", group: "g9", socket: "w9")
    let outcome = try scene.run()
    let seen = try #require(outcome.seen("auth_refused").first)
    #expect(seen.refused == 2 && seen.writes == 1 && seen.recovered == false)
    let words = try #require(outcome.words.first { $0.rule == "push-refused-401" })
    #expect(words.story.contains("no success of it follows the last one") && words.story.hasSuffix("Held up: c1#3."))
  }

  @Test func theLongestOfSeveralWaitsIsTold() throws {
    var scene = scene()
    scene.pushFailed(12, [2])
    scene.applied(52, 2)
    scene.pushFailed(60, [3])
    scene.applied(61, 3)
    scene.poke(90)
    let outcome = try scene.run()
    #expect(outcome.seen("auth_refused").map(\.recovered) == [true])
    let words = try #require(outcome.words.first { $0.rule == "push-refused-401" })
    #expect(words.story.contains("which held up c1#2, #3. It got on again each time; the longest wait was 40 s."))
    #expect(outcome.severities("push-refused-401") == ["medium"])
  }

  @Test func noWritesAreNotCounted() throws {
    var scene = scene()
    scene.socket(0.5, 14, last: 0)
    scene.handshakeRefused(15, expires: Scene.start + 10)
    scene.poke(20, socket: "w2")
    let words = try #require(try scene.run().words.first { $0.rule == "push-refused-401" })
    #expect(!words.story.contains("0 writes") && !words.story.contains("held up"))
  }
}
