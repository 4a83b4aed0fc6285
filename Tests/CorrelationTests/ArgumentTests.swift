import CaseStore
import Correlation
import Model
import RulePacks
import Testing

/// The argument of a verdict names what it rests on, what was looked for and what is missing.
@Suite struct ArgumentTests {
  private func argue(_ scene: Scene, _ write: String) throws -> (VerdictArgument, CaseFile) {
    let file = try scene.correlate()
    let lookup = IdentityLookup(file)
    let found = try lookup.write(write)
    let argument = try VerdictArguments(case: file, packs: .embedded)
      .argue(found, group: lookup.group(ofWritesOf: found.client))
    return (try #require(argument), file)
  }

  private func look(_ argument: VerdictArgument, _ subject: String) throws -> VerdictArgument.Look {
    try #require(argument.looks.first { $0.subject.contains(subject) })
  }

  private func places(_ records: [Int64], _ file: CaseFile) throws -> [String] {
    let lookup = try CaseLookup(file)
    return try records.map { String(try lookup.place($0).split(separator: "/").last ?? "") }
  }

  @Test func aDropRestsOnTheLineOfTheErrorAndOnTheIDThatWentOn() throws {
    var scene = Scene()
    scene.poke(1)
    let error = #"{"name":"ApplicationError","message":"Login required to edit"}"#
    scene.api(2, "PushProcessor Application error processing mutation 2 for client c1 \(error)")
    scene.api(2.01, "PushProcessor Mutation 2 for client c1 was retried after an error \(error)")
    scene.mutationError(2.02)
    scene.applied(3, 3)
    let (argument, file) = try argue(scene, "c1#2")
    #expect(argument.conclusion.ground == .errorWithWords)
    #expect(argument.reasons.first?.text.contains("causes.yaml knows as auth") ?? false)
    #expect(try places(argument.reasons.compactMap(\.record), file) == ["api.log:2", "api.log:3"])
    #expect(argument.reasons.last?.text.contains("later write #3 was processed") ?? false)
    #expect(try !look(argument, "it was applied").isFound)
    let errors = try look(argument, "no other line explains")
    #expect(!errors.isFound && errors.answer.contains("would show it"))
    #expect(errors.sights.map(\.coversWrite) == [true])
    #expect(argument.remedies.first?.hasPrefix("nothing is open") ?? false)
  }

  @Test func aLossTellsTheSilenceAndWhatWouldSettleIt() throws {
    var scene = Scene()
    scene.poke(1)
    scene.pushFailed(5, [2])
    scene.poke(60, "c9", group: "g9")
    let (argument, _) = try argue(scene, "c1#2")
    #expect(argument.conclusion.verdict == .lost)
    #expect(argument.conclusion.ground == .clientNotSeenAgain)
    #expect(argument.reasons.contains { $0.text.contains("go on for 55 s") && $0.record == nil })
    let client = try look(argument, "its client after the last try")
    #expect(!client.isFound && client.answer.contains("none in the 55 s"))
    #expect(try look(argument, "snapshot").answer == "no snapshot was given")
    #expect(argument.remedies.first?.contains("lastMutationID 2 or higher") ?? false)
    #expect(argument.remedies.contains { $0.contains("after 2026-10-21 10:01:00 UTC") })
  }

  @Test func anUnknownWriteWhoseClientCameBackNamesTheMissingLogs() throws {
    var scene = Scene()
    scene.poke(1)
    scene.pushFailed(5, [2])
    scene.poke(30)
    let (argument, file) = try argue(scene, "c1#2")
    #expect(argument.conclusion.ground == .clientCameBack)
    #expect(try places(argument.reasons.compactMap(\.record), file) == ["zero-cache.log:3", "zero-cache.log:4"])
    #expect(argument.remedies.contains { $0.contains("from 2026-10-21 10:00:05 UTC to 2026-10-21 10:00:30 UTC") })
  }

  @Test func aWriteThatASnapshotHasNotReachedRestsOnTheSnapshot() throws {
    var scene = Scene()
    scene.poke(1)
    scene.pushFailed(5, [2])
    scene.poke(60, "c9", group: "g9")
    scene.add(file: "clients.csv", text: "clientGroupID,clientID,lastMutationID,userID\ng1,c1,1,u1\n")
    let (argument, file) = try argue(scene, "c1#2")
    #expect(argument.conclusion.ground == .snapshotBehind)
    #expect(try places([argument.conclusion.witness ?? 0], file) == ["clients.csv:2"])
    #expect(try look(argument, "snapshot").answer == "found: it has last mutation id 1")
    #expect(try look(argument, "last mutation id of 2").answer == "none; the highest that is seen is 1")
  }

  @Test func anErrorWithoutAWriteIsTheReasonForNotKnowing() throws {
    var scene = Scene()
    scene.poke(1)
    scene.pushFailed(3, [2], status: 500)
    scene.mutationError(4)
    scene.socket(5, 40, last: 2, socket: "w2")
    let (argument, _) = try argue(scene, "c1#2")
    #expect(argument.conclusion.ground == .errorWithoutWrite)
    #expect(argument.reasons.contains { $0.text.contains("names no write") && $0.record != nil })
    #expect(argument.remedies.first?.hasPrefix("an API log") ?? false)
  }

  /// Where the source that would show an error does not cover the moment, the argument says so.
  @Test func aSourceThatDoesNotCoverTheWriteIsMarked() throws {
    var scene = Scene(version: nil)
    scene.applied(2, 1)
    scene.socket(3, 40, last: 4)
    scene.poke(100)
    let (argument, _) = try argue(scene, "c1#1")
    #expect(argument.conclusion.ground == .applied)
    let errors = try look(argument, "no other line explains")
    #expect(errors.sights.map(\.coversWrite) == [false])
    #expect(argument.remedies == [])
  }

  @Test func everyWriteOfASceneIsArguedAsItWasJudged() throws {
    var scene = Scene()
    scene.poke(1)
    for id in 1...4 { scene.applied(Double(id), id) }
    scene.pushFailed(8, [5, 6])
    scene.poke(60, "c9", group: "g9")
    let file = try scene.correlate()
    let lookup = IdentityLookup(file)
    let arguments = try VerdictArguments(case: file, packs: .embedded)
    for id in 1...6 {
      let write = try lookup.write("c1#\(id)")
      let stored = try #require(try TracedWrite.read([write], in: file)[write])
      let argued = try #require(try arguments.argue(write, group: lookup.group(ofWritesOf: write.client)))
      #expect(argued.conclusion.verdict == stored.verdict)
      #expect(argued.conclusion.ground != .none)
    }
  }
}
