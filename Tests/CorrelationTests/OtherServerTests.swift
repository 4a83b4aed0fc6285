import Testing

/// Sync servers that ran beside those whose log was given.
@Suite struct OtherServerTests {
  /// The writes 1 to 3 went through while the socket w1 stood; the next socket tells so.
  private func scene(namesFirst: Bool) -> Scene {
    var scene = Scene()
    if namesFirst { scene.poke(3, socket: "w1") }
    scene.socket(2, 20, last: 0, socket: "w1")
    scene.poke(25, socket: "w2")
    scene.socket(24, 60, last: 3, socket: "w2")
    scene.stop(70)
    return scene
  }

  @Test(arguments: [(true, "delivered none proved"), (false, "unknown unknown suspected")])
  func aSocketElsewhereLeavesErrorsUnseen(isNamed: Bool, verdict: String) throws {
    let outcome = try scene(namesFirst: isNamed).run()
    for id in 1...3 { #expect(outcome.verdict("c1#\(id)") == verdict, "\(outcome.explanation("c1#\(id)"))") }
  }

  @Test(arguments: [(true, "lost auth proved"), (false, "lost auth suspected")])
  func aSnapshotIsNoProofWhereTheClientMayBeElsewhere(isNamed: Bool, verdict: String) throws {
    var scene = scene(namesFirst: isNamed)
    scene.pushFailed(59, [4])
    scene.add(file: "clients.csv", text: "clientGroupID,clientID,lastMutationID,userID\ng1,c1,3,\n")
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#4") == verdict, "\(outcome.explanation("c1#4"))")
    #expect(outcome.explanation("c1#4").contains("at another sync server, whose log was not given") == !isNamed)
  }

  @Test func logsWithoutAProxySayThatThereMayBeOtherServers() throws {
    var scene = Scene()
    scene.poke(1)
    scene.pushFailed(5, [2])
    scene.poke(120, "c9", group: "g9", socket: "w9")
    let explanation = try scene.run().explanation("c1#2")
    #expect(explanation.hasSuffix("if several sync servers run, its client may be at one whose log was not given"))
    scene.socket(100, 119, "c9", group: "g9", last: 0, socket: "w9")
    #expect(try !scene.run().explanation("c1#2").contains("several sync servers"))
  }
}
