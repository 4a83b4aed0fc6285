import Testing

/// What does not prove that a write went through, and what outdoes an error.
@Suite struct ProofTests {
  private func push(_ scene: inout Scene, _ seconds: Double, _ id: Int, more: String = "") {
    scene.api(
      seconds,
      #"{"level":"info","msg":"push","reqId":"r\#(id)","clientGroupID":"g1","mutations":[{"clientID":"c1","id":\#(id)}]}"#
    )
    if !more.isEmpty {
      scene.api(
        seconds + 0.01,
        #"{"level":"info","msg":"mutations processed","reqId":"r\#(id)","mutations":["todo.create:c1:\#(id)"],\#(more)}"#
      )
    }
    scene.api(seconds + 0.02, #"{"level":"info","msg":"request completed","reqId":"r\#(id)","res":{"statusCode":200}}"#)
  }

  /// The lines of the mutator's error went to a stream that nobody collected.
  @Test func countOfFailuresOutdoesThe200() throws {
    var scene = Scene()
    scene.poke(1)
    push(&scene, 5, 1, more: #""failed":0"#)
    push(&scene, 6, 2, more: #""failed":1"#)
    scene.poke(30)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#1") == "delivered none proved")
    #expect(outcome.verdict("c1#2").hasPrefix("unknown"), "\(outcome.explanation("c1#2"))")
    #expect(outcome.writes["c1#1"]?.attempts == ["handled"])
  }

  /// The API names the write and its error, and answers 401 for the request: the write stays at its client.
  @Test(arguments: [true, false]) func errorOfARequestThatWasRefusedIsNoDrop(isRetried: Bool) throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(
      5,
      #"{"level":"error","clientGroupID":"g1","clientID":"c1","mutationID":1,"error":"jwt expired","msg":"mutation failed"}"#
    )
    scene.pushFailed(5.005, [1])
    if isRetried { scene.applied(8, 1) }
    scene.poke(30)
    let outcome = try scene.run()
    #expect(!outcome.verdict("c1#1").hasPrefix("dropped"), "\(outcome.explanation("c1#1"))")
    if isRetried { #expect(outcome.verdict("c1#1") == "delivered none proved") }
  }

  /// Without its answer an error may have left the write at its client; a later write that was processed shows it did not.
  @Test(arguments: [
    (false, nil, "dropped auth suspected"), (true, nil, "dropped auth proved"), (false, 200, "dropped auth proved"),
  ]) func anErrorWithoutItsAnswerIsSuspected(isPassed: Bool, status: Int?, verdict: String) throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(
      5,
      #"{"level":"error","reqId":"r1","clientGroupID":"g1","clientID":"c1","mutationID":1,"error":"jwt expired","msg":"mutation failed"}"#
    )
    if let status {
      scene.api(5.02, #"{"level":"info","msg":"request completed","reqId":"r1","res":{"statusCode":\#(status)}}"#)
    }
    if isPassed { scene.applied(8, 2) }
    scene.poke(30)
    #expect(try scene.run().verdict("c1#1") == verdict)
  }

  @Test(arguments: [
    (200, "delivered none proved"), (500, "unknown unknown suspected"), (401, "unknown unknown suspected"),
  ])
  func aRequestThatFailedMayHaveCommittedNothing(status: Int, verdict: String) throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(
      5,
      #"{"level":"info","msg":"mutation","reqId":"r1","clientGroupID":"g1","clientID":"c1","mutationID":1,"result":"ok"}"#
    )
    scene.api(
      5.02,
      #"{"level":"info","msg":"request completed","reqId":"r1","req":{"url":"/api/mutate"},"res":{"statusCode":\#(status)}}"#
    )
    scene.poke(30)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#1") == verdict, "\(outcome.explanation("c1#1"))")
  }

  @Test(arguments: [("none", "delivered none proved"), ("jwt expired", "unknown unknown suspected")])
  func aLineThatSaysOkAndAnErrorTellsNeither(error: String, verdict: String) throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(
      5,
      #"{"level":"info","msg":"mutation","clientGroupID":"g1","clientID":"c1","mutationID":1,"result":"ok","error":"\#(error)"}"#
    )
    scene.poke(30)
    #expect(try scene.run().verdict("c1#1") == verdict)
  }

  /// journald names one stream for both, where a unit sends both to it.
  @Test(arguments: [(true, "delivered none proved"), (false, "unknown unknown suspected")])
  func warningsOnStandardOutputShowThatNoStreamIsMissing(hasWarning: Bool, verdict: String) throws {
    var scene = Scene(showsErrors: false)
    scene.poke(1)
    if hasWarning { scene.sync(2, level: "WARN", #""worker":"syncer","message":"slow query""#) }
    push(&scene, 5, 1)
    scene.poke(30)
    #expect(try scene.run().verdict("c1#1") == verdict)
  }

  @Test(arguments: [(true, "delivered none proved"), (false, "unknown unknown suspected")])
  func a200NeedsALogThatWouldShowAnError(hasErrors: Bool, verdict: String) throws {
    var scene = Scene(showsErrors: hasErrors)
    scene.poke(1)
    push(&scene, 5, 1)
    scene.poke(30)
    #expect(try scene.run().verdict("c1#1") == verdict)
  }

  @Test func errorOfTheGroupAtThatMomentMayBeTheWrites() throws {
    var scene = Scene()
    scene.poke(1)
    push(&scene, 5, 1)
    scene.mutationError(5.03)
    push(&scene, 15, 2)
    scene.poke(30)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#1").hasPrefix("unknown"), "\(outcome.explanation("c1#1"))")
    #expect(outcome.verdict("c1#2") == "delivered none proved")
  }

  @Test func logThatEndedBeforeProvesNothing() throws {
    var scene = Scene()
    scene.poke(1)
    push(&scene, 25, 1)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#1").hasPrefix("unknown"), "\(outcome.explanation("c1#1"))")
    #expect(outcome.explanation("c1#1").contains("no log that shows mutation errors covers the moment"))
  }

  private func line(_ id: Int, _ rest: String) -> String {
    #"{"level":"info","msg":"mutation","clientGroupID":"g1","clientID":"c1","mutationID":\#(id),\#(rest)}"#
  }

  @Test func laterTryThatWentThroughOutdoesAnError() throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(5, line(1, #""error":"deadlock detected""#))
    scene.api(9, line(1, #""result":"ok""#))
    scene.poke(30)
    #expect(try scene.run().verdict("c1#1") == "delivered none proved")
  }

  @Test func errorBehindASuccessIsAContradiction() throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(5, line(1, #""result":"ok""#))
    scene.api(5.2, line(1, #""error":"post-commit webhook failed: token expired""#))
    scene.poke(30)
    #expect(try scene.run().verdict("c1#1").hasPrefix("unknown"))
  }

  @Test(arguments: [500, 503, 401])
  func errorOfARequestThatFailedLeavesTheWriteAtItsClient(status: Int) throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(5, line(1, #""error":"deadlock detected","res":{"statusCode":\#(status)}"#))
    scene.poke(30)
    #expect(try !scene.run().verdict("c1#1").hasPrefix("dropped"))
  }

  @Test(arguments: [
    ("OK", "delivered"), ("Success", "delivered"), ("committed", "delivered"), ("queued", "unknown"),
    ("rejected", "rejected"), ("app", "unknown"),
  ])
  func wordsOfResults(word: String, verdict: String) throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(5, line(1, #""result":"\#(word)""#))
    scene.api(
      6, #"{"level":"info","msg":"x","clientGroupID":"g1","mutations":[{"clientID":"c1","id":2,"result":"\#(word)"}]}"#)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#1").hasPrefix(verdict) || outcome.verdict("c1#1").hasPrefix("unknown"))
    #expect(outcome.verdict("c1#2").hasPrefix(verdict) || verdict == "rejected", "\(outcome.verdict("c1#2"))")
    #expect(outcome.verdict("c1#1").hasPrefix("delivered") == (verdict == "delivered"))
  }

  @Test(arguments: ["Discount token has expired", "Training session not found", "missing user name"])
  func applicationsOwnTokensAndSessionsAreNoCredentials(words: String) throws {
    var scene = Scene()
    scene.poke(1)
    scene.api(
      5, #"PushProcessor Application error processing mutation 1 for client c1 {"name":"Error","message":"\#(words)"}"#)
    scene.applied(6, 2)
    scene.poke(30)
    #expect(try scene.run().verdict("c1#1") == "rejected application proved")
  }
}
