import Testing

/// What became of a write, from the lines of zero-cache, the API and a proxy.
@Suite struct VerdictTests {
  /// Lines of a mutator that threw inside the API server: the answer is 200 all the same.
  private func threw(_ scene: inout Scene, _ seconds: Double, id: Int = 2, name: String, message: String) {
    let error = #"{"name":"\#(name)","message":"\#(message)"}"#
    scene.api(seconds, "PushProcessor Application error processing mutation \(id) for client c1 \(error)")
    scene.api(seconds + 0.01, "PushProcessor Mutation \(id) for client c1 was retried after an error \(error)")
    scene.mutationError(seconds + 0.02)
  }

  private func scene(version: String? = "0.25.13") -> Scene {
    var scene = Scene(version: version)
    scene.poke(1)
    return scene
  }

  // MARK: Processed

  @Test(
    arguments: [
      ("ApplicationError", "Login required to edit", "dropped auth proved", "silent-drop-auth critical"),
      ("ApplicationError", "deadlock detected", "dropped database proved", "silent-drop-database"),
      ("TypeError", "Cannot read properties of undefined", "dropped server_fault proved", "silent-drop-other"),
      ("ApplicationError", "Title must not be empty", "rejected application proved", nil),
    ] as [(String, String, String, String?)])
  func causeOfAThrowIsReadFromItsWords(name: String, message: String, verdict: String, finding: String?) throws {
    var scene = scene()
    threw(&scene, 2, name: name, message: message)
    scene.poke(20)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#2") == verdict)
    #expect(outcome.explanation("c1#2").contains(message))
    #expect(outcome.explanation("c1#2").contains("api.log:"))
    #expect(outcome.writes["c1#2"]?.attempts == ["dropped"])
    if let finding {
      #expect(outcome.findings.contains { $0.hasPrefix(finding) }, "\(outcome.findings)")
    } else {
      #expect(outcome.findings == [])
    }
  }

  /// Signs of versions in the lines of a log without a banner; before 0.25.1 a throw did not end a write.
  @Test(
    arguments: [
      (["fetch from API server threw error x"], ">=0.25.10 fingerprint", "dropped"),
      (["fetch from API server returned non-OK status"], ">=0.25.0 fingerprint", "unknown"),
      (["failed to fetch from API server with unknown error"], "0.25.0 - 0.25.9 fingerprint", "unknown"),
      (["fetch from API server threw error x", "failed to fetch from API server with unknown error"], nil, "unknown"),
      ([], nil, "unknown"),
    ] as [([String], String?, String)])
  func versionIsReadFromTheLinesWhereNoBannerTellsIt(messages: [String], version: String?, verdict: String) throws {
    var scene = scene(version: nil)
    for message in messages {
      scene.sync(
        1.5, level: "WARN",
        #""worker":"syncer","clientGroupID":"g9","component":"pusher","status":500,"message":"\#(message)""#)
    }
    let error = #"{"name":"ApplicationError","message":"Login required to edit"}"#
    scene.api(2, "PushProcessor Application error processing mutation 2 for client c1 \(error)")
    scene.poke(20)
    let outcome = try scene.run()
    #expect(outcome.serverVersion == version)
    #expect(outcome.verdict("c1#2").hasPrefix(verdict), "\(outcome.writes)")
  }

  @Test func aBannerStandsAboveTheLines() throws {
    var scene = scene(version: "0.25.13")
    scene.sync(
      1.5, level: "WARN",
      #""worker":"syncer","clientGroupID":"g9","component":"pusher","message":"fetch from API server threw error x""#)
    #expect(try scene.run().serverVersion == "0.25.13 banner")
  }

  @Test func appliedLineIsProof() throws {
    var scene = scene()
    scene.applied(2, 1)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#1") == "delivered none proved")
    #expect(outcome.explanation("c1#1").contains("api.log:1"))
    #expect(outcome.findings == [])
  }

  @Test func alreadyProcessedIsNoProofOfEffect() throws {
    var scene = Scene(version: nil)
    scene.api(
      2,
      #"PushProcessor {"name":"Error","message":"Ignoring mutation from c1 with ID 3 as it was already processed. Expected: 4"}"#
    )
    scene.api(
      9, #"{"level":"info","msg":"hello","clientGroupID":"g1","clientID":"c1"}"#)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#3") == "unknown unknown suspected")
    #expect(outcome.explanation("c1#3").contains("no sync server log covers the moment"))
  }

  @Test(arguments: [(false, "unknown unknown suspected"), (true, "delivered none proved")])
  func repetitionOfAWriteFromBeforeTheLogs(isSeenFromStart: Bool, verdict: String) throws {
    var scene = scene()
    if isSeenFromStart { scene.socket(0.5, 3, last: 0) }
    scene.api(
      5,
      #"PushProcessor {"name":"Error","message":"Ignoring mutation from c1 with ID 3 as it was already processed. Expected: 4"}"#
    )
    scene.poke(9)
    #expect(try scene.run().verdict("c1#3") == verdict)
  }

  @Test func handledLineNextToARollbackIsNoProof() throws {
    let handled =
      #"{"level":"info","msg":"zero mutate handled","clientGroupID":"g1","mutations":[{"clientID":"c1","id":2}],"failed":0}"#
    var clean = scene()
    clean.api(2.1, handled)
    #expect(try clean.run().verdict("c1#2") == "delivered none proved")

    var rolledBack = scene()
    rolledBack.api(
      2,
      #"PushProcessor Retry also failed for mutation 2 for client c1 {"name":"DatabaseTransactionError","message":"lock timeout"}"#
    )
    rolledBack.api(2.1, handled)
    rolledBack.poke(20)
    let outcome = try rolledBack.run()
    #expect(!outcome.verdict("c1#2").hasPrefix("delivered"), "\(outcome.writes)")
    #expect(outcome.writes["c1#2"]?.attempts.first == "rolled_back")
  }

  @Test func outOfOrderTellsTheLastProcessedId() throws {
    var scene = scene()
    scene.applied(1.5, 87)
    scene.api(2, #"PushProcessor {"name":"Error","message":"Client c1 sent mutation ID 91 but expected 88"}"#)
    scene.poke(3)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#87") == "delivered none proved")
    #expect(outcome.writes["c1#88"] == nil)
    #expect(outcome.verdict("c1#91").hasPrefix("unknown"), "\(outcome.explanation("c1#91"))")
    #expect(outcome.writes["c1#91"]?.attempts == ["out_of_order"])
  }

  @Test func lastMutationIDWithoutAnyErrorMeansDelivered() throws {
    var scene = scene()
    scene.socket(0.5, 3, last: 0)
    scene.socket(4, 9, last: 2, socket: "w2")
    scene.poke(20, "c9", group: "g9", socket: "w9")
    scene.poke(20, socket: "w2")
    let outcome = try scene.run()
    for key in ["c1#1", "c1#2"] {
      #expect(outcome.verdict(key) == "delivered none proved", "\(key)")
      #expect(outcome.explanation(key).contains("last mutation id 2"))
    }
    #expect(outcome.writes["c1#3"] == nil)
  }

  @Test func lastMutationIDBesideAnUnexplainedErrorTellsNothing() throws {
    var scene = scene()
    scene.socket(0.5, 3, last: 0)
    scene.mutationError(2)
    scene.socket(4, 9, last: 2, socket: "w2")
    scene.poke(20, "c9", group: "g9", socket: "w9")
    scene.poke(20, socket: "w2")
    let outcome = try scene.run()
    for key in ["c1#1", "c1#2"] {
      #expect(outcome.verdict(key) == "unknown unknown suspected", "\(key)")
      #expect(outcome.explanation(key).contains("1 mutation error(s) of its group name no id"))
    }
    #expect(outcome.seen("unattributed_drop").map(\.who) == ["g1"])
  }

  // MARK: Refused

  @Test func refusedAndAppliedLaterIsDelivered() throws {
    var scene = scene()
    scene.pushFailed(2, [2])
    scene.poke(4)
    scene.applied(5, 2)
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#2") == "delivered none proved")
    #expect(outcome.writes["c1#2"]?.attempts == ["refused", "applied"])
    #expect(outcome.seen("auth_refused").map(\.recovered) == [true])
  }

  @Test func refusedAndGoneIsLost() throws {
    var scene = scene()
    scene.pushFailed(2, [2, 3])
    scene.poke(30, "c9", group: "g9", socket: "w9")
    let outcome = try scene.run()
    for key in ["c1#2", "c1#3"] {
      #expect(outcome.verdict(key) == "lost auth suspected")
      #expect(outcome.explanation(key).contains("was not seen again in the 28 s"))
      #expect(outcome.explanation(key).contains("zero-cache.log:3"))
    }
    #expect(!outcome.severities("write-lost-with-client").isEmpty, "\(outcome.findings)")
  }

  /// Where a log is cut off, a client that has to log in again may come back in the next file.
  @Test(arguments: [(15.0, false, "unknown unknown suspected"), (15.0, true, "lost auth suspected")])
  func silenceCountsSoonerWhereTheServerStopped(end: Double, isStopped: Bool, verdict: String) throws {
    var scene = scene()
    scene.pushFailed(2, [2])
    scene.poke(end, "c9", group: "g9", socket: "w9")
    if isStopped {
      scene.sync(end, #""worker":"runner","component":"process-manager","message":"initiating drain (SIGTERM)""#)
    }
    #expect(try scene.run().verdict("c1#2") == verdict)
  }

  /// An API log alone would not show that a client came back.
  @Test func silenceOfAnAPILogIsNoLoss() throws {
    var scene = Scene(version: nil)
    scene.api(
      2,
      #"PushProcessor Retry also failed for mutation 2 for client c1 {"name":"DatabaseTransactionError","message":"lock timeout"}"#
    )
    scene.applied(60, 1, client: "c9", group: "g9")
    #expect(try scene.run().verdict("c1#2").hasPrefix("unknown"))
  }

  /// A proxy tells a socket when it ends: it may have begun before the sync server's log does.
  @Test(arguments: [(20.0, "unknown unknown suspected"), (31.0, "delivered none proved")])
  func aStartBeforeTheLogsProvesNothing(opened: Double, verdict: String) throws {
    var scene = Scene(version: nil)
    scene.poke(30)
    scene.socket(opened, 40, last: 0)
    scene.socket(41, 50, last: 3, socket: "w2")
    scene.poke(45, socket: "w2")
    #expect(try scene.run().verdict("c1#2") == verdict)
  }

  @Test func refusedAtTheVeryEndIsUnknown() throws {
    var scene = scene()
    scene.pushFailed(28, [2])
    scene.poke(30, "c9", group: "g9", socket: "w9")
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#2") == "unknown unknown suspected")
    #expect(outcome.explanation("c1#2").contains("goes on long enough"))
  }

  @Test func refusedAndBackWithASilentAPIIsUnknown() throws {
    var scene = scene()
    scene.pushFailed(2, [2])
    scene.poke(6, socket: "w2")
    scene.poke(30, socket: "w2")
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#2") == "unknown unknown suspected")
    #expect(outcome.explanation("c1#2").contains("its client came back ("), "\(outcome.writes)")
    #expect(outcome.explanation("c1#2").contains("zero-cache.log:4)"), "\(outcome.writes)")
    #expect(outcome.explanation("c1#2").contains("success is not logged here"))
  }

  @Test(arguments: [(2, "delivered none proved"), (1, "lost auth proved")])
  func snapshotDecides(last: Int, verdict: String) throws {
    var scene = scene()
    scene.pushFailed(2, [2])
    scene.sync(
      2.1,
      #""worker":"syncer","clientGroupID":"g1","clientID":"c1","wsID":"w1","code":1000,"message":"closing connection: WebSocket close event""#
    )
    scene.poke(30, "c9", group: "g9", socket: "w9")
    scene.stop(31)
    scene.add(file: "clients.csv", text: "clientGroupID,clientID,lastMutationID,userID\ng1,c1,\(last),\n")
    let outcome = try scene.run()
    #expect(outcome.verdict("c1#2") == verdict, "\(outcome.explanation("c1#2"))")
    #expect(outcome.explanation("c1#2").contains("clients.csv"))
  }

  @Test func snapshotOfAConnectedClientLeavesItsWritePending() throws {
    var scene = scene()
    scene.pushFailed(2, [2])
    scene.poke(30)
    scene.add(file: "clients.csv", text: "clientGroupID,clientID,lastMutationID,userID\ng1,c1,1,\n")
    // The snapshot may be from before its retry.
    #expect(try scene.run().verdict("c1#2") == "pending auth suspected")
  }

  @Test func userMismatchIsNoRefusal() throws {
    var scene = Scene(version: "1.9.0")
    scene.poke(1)
    scene.sync(
      2, level: "WARN",
      #""worker":"syncer","workerIndex":0,"clientGroupID":"g1","component":"pusher","clientID":"c1","response":"Connection userID does not match validated server userID.","message":"Push validation failed; invalidating connection""#
    )
    scene.pushFailed(2.001, [3])
    scene.socket(4, 9, last: 3, socket: "w2")
    let outcome = try scene.run()
    let seen = try #require(outcome.seen("user_mismatch").first)
    #expect(seen.writes == 1)
    #expect(outcome.words.contains { $0.story.hasSuffix("Whether the API applied c1#3 is not told by that 401.") })
    #expect(seen.who == "c1")
    #expect(seen.detail == "Connection userID does not match validated server userID.")
    #expect(outcome.seen("auth_refused").isEmpty)
    #expect(outcome.verdict("c1#3") == "unknown unknown suspected")
    #expect(outcome.explanation("c1#3").contains("its answer named another user"))
    #expect(outcome.writes["c1#3"]?.attempts == ["user_mismatch"])
    #expect(!outcome.severities("user-id-mismatch").isEmpty, "\(outcome.findings)")
  }
}
