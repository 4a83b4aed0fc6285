import Testing

/// Writes that never left their client, told by its own console when it was closed.
@Suite struct UnansweredTests {
  private func scene() -> Scene {
    var scene = Scene()
    scene.poke(1)
    scene.applied(5, 1)
    scene.applied(6, 2)
    return scene
  }

  /// The client is closed with mutators that got no answer.
  private func close(_ scene: inout Scene, at seconds: Double, unanswered: Int) {
    scene.console(
      seconds, #"clientID=c1 close disconnecting {"reason":"ClientClosed","connectedAt":1,"messageCount":7}"#)
    for _ in 0..<unanswered {
      scene.console(
        seconds + 0.001,
        #"clientID=c1 Mutator "todo.create" error on server {"name":"ClientError","message":"Zero was explicitly closed by calling zero.close()"}"#
      )
    }
    scene.poke(seconds + 60, "c9", group: "g9", socket: "w9")
  }

  private func lost(_ outcome: Outcome) -> [String] {
    outcome.writes.filter { $0.value.verdict.hasPrefix("lost") }.keys.sorted()
  }

  @Test func clientThatWaitedForALoginTakesThemAlong() throws {
    var scene = scene()
    scene.console(
      20, "clientID=c1 Run loop paused in needs-auth state. Call zero.connection.connect({auth}) to resume.")
    close(&scene, at: 40, unanswered: 3)
    let outcome = try scene.run()
    #expect(lost(outcome) == ["c1#3", "c1#4", "c1#5"])
    #expect(outcome.verdict("c1#4") == "lost auth suspected")
    #expect(outcome.explanation("c1#4").contains("3 unanswered writes"))
    #expect(outcome.explanation("c1#4").contains("the client waited for a new login"))
    #expect(outcome.severities("write-lost-with-client") == ["high"])
  }

  @Test(arguments: [(false, ["c1#3"]), (true, [])])
  func deadPusherHoldsThemUnlessItGoesOn(goesOn: Bool, expected: [String]) throws {
    var scene = scene()
    scene.sync(
      10, level: "ERROR",
      #""worker":"syncer","name":"AssertionError","errorMsg":"auth must be the same for all pushes with the same clientID","message":"Error running PusherService g1""#
    )
    if goesOn { scene.applied(20, 3) }
    scene.applied(15, 1, client: "c9", group: "g9")
    close(&scene, at: 40, unanswered: 1)
    let outcome = try scene.run()
    #expect(lost(outcome) == expected)
    #expect(outcome.seen("pusher_died").map(\.writes) == [goesOn ? 0 : 1])
  }

  /// What the API processed between the end of its log and the death of the pusher, no log shows.
  @Test func anAPILogThatEndsBeforeTellsNoIDs() throws {
    var scene = scene()
    scene.sync(
      10, level: "ERROR",
      #""worker":"syncer","name":"AssertionError","errorMsg":"auth must be the same for all pushes with the same clientID","message":"Error running PusherService g1""#
    )
    close(&scene, at: 40, unanswered: 1)
    #expect(lost(try scene.run()) == [])
  }

  @Test func refusedPushIsTheFirstOfThem() throws {
    // Success is not logged here: that #6 was refused tells where the held ones begin.
    var scene = Scene()
    scene.poke(1)
    scene.pushFailed(10, [6])
    close(&scene, at: 12, unanswered: 2)
    #expect(try lost(scene.run()) == ["c1#6", "c1#7"])
  }

  @Test func answersUnderWayAreNoLoss() throws {
    var scene = scene()
    scene.console(2, #"clientID=c1 wsid=w1 Connected {"navigateToConnectMs":1,"timeToConnectMs":1}"#)
    close(&scene, at: 6.05, unanswered: 1)
    let outcome = try scene.run()
    #expect(lost(outcome) == [])
    #expect(outcome.writes.keys.sorted() == ["c1#1", "c1#2"])
  }

  @Test func loginThatCameBeforeTheEndIsNoObstacle() throws {
    var scene = scene()
    scene.console(
      20, "clientID=c1 Run loop paused in needs-auth state. Call zero.connection.connect({auth}) to resume.")
    scene.console(25, #"clientID=c1 wsid=w2 Connected {"navigateToConnectMs":1,"timeToConnectMs":1}"#)
    close(&scene, at: 40, unanswered: 1)
    #expect(try lost(scene.run()) == [])
  }
}
