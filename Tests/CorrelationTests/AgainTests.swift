import CaseStore
import Correlation
import RulePacks
import Testing

/// A case that grows: only what new logs touch is correlated again, and the conclusions are those of all of it.
@Suite struct AgainTests {
  private static let basis = "of these tests"

  private func correlate(_ file: CaseFile, basis: String? = Self.basis) throws {
    _ = try Correlator(case: file, packs: .embedded, threads: 2).run(remembering: basis)
  }

  /// Groups with every kind of end: delivered, refused and tried again, refused for good.
  private static var firstNight: Scene {
    var scene = Scene()
    for number in 1...8 {
      let (client, group, start) = ("c\(number)", "g\(number)", Double(number))
      scene.poke(start, client, group: group, socket: "w\(number)")
      scene.applied(start + 1, 1, client: client, group: group)
      if number > 4 { scene.pushFailed(start + 40, [2], client: client, group: group) }
      if number > 6 {
        scene.poke(start + 42, client, group: group, socket: "x\(number)")
        scene.applied(start + 43, 2, client: client, group: group)
      }
    }
    scene.poke(50, "c99", group: "g99", socket: "w99")
    return scene
  }

  /// What a second night may bring, and groups that it must not touch.
  enum Second: String, CaseIterable {
    case otherGroup, end, later, sameMoment, handshake, restart, expired, newMember

    var scene: Scene {
      var scene = Scene()
      switch self {
      case .otherGroup:
        scene.poke(3, "d1", group: "h1", socket: "v1")
        scene.applied(4, 1, client: "d1", group: "h1")
      case .end: scene.applied(60, 2, client: "c5", group: "g5")
      case .later: scene.poke(300, "d1", group: "h1", socket: "v1")
      case .sameMoment:
        scene.api(
          47,
          #"{"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","iat":1792570000,"exp":1792576801,"jti":"j1","msg":"\"exp\" claim timestamp check failed"}"#
        )
      case .handshake: scene.handshakeRefused(48, user: "u7", expires: 1_792_576_801)
      case .restart:
        scene.stop(55)
        scene.poke(58, "d1", group: "h1", socket: "v1")
      case .expired: scene.socket(70, 90, "c6", group: "g6", user: "u6", last: 1, socket: "z6")
      case .newMember: scene.applied(61, 1, client: "e1", group: "g7")
      }
      return scene
    }
  }

  @Test(arguments: Second.allCases)
  func `changed groups conclude as everything anew`(second: Second) throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try Self.firstNight.ingest(into: file)
    try correlate(file)
    try second.scene.ingest(into: file)
    try correlate(file)
    let again = try file.conclusions()
    try correlate(file, basis: nil)
    #expect(again == (try file.conclusions()))
    #expect(again.count > 40)
  }

  @Test func `what nothing new touches is left alone`() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try Self.firstNight.ingest(into: file)
    try correlate(file)
    // A mark that only a correlation of the group takes away.
    try file.database.execute("UPDATE mutation_rows SET attempts = attempts + 100")
    try Second.otherGroup.scene.ingest(into: file)
    try correlate(file)
    let kept =
      "SELECT group_concat(DISTINCT client_id) FROM (SELECT * FROM mutations WHERE attempts > 99 ORDER BY client_id)"
    // g5 and g6 wait for the end of a write.
    #expect(try file.database.text(kept) == "c1,c2,c3,c4,c7,c8")
  }

  @Test(arguments: ["another basis", nil])
  func `everything is correlated where the basis is another one`(basis: String?) throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try Self.firstNight.ingest(into: file)
    try correlate(file)
    try file.database.execute("UPDATE mutation_rows SET attempts = attempts + 100")
    try correlate(file, basis: basis)
    #expect(try file.database.integer("SELECT count(*) FROM mutation_rows WHERE attempts > 99") == 0)
    #expect(try file.database.integer("SELECT count(*) FROM known_correlation") == (basis == nil ? 0 : 1))
  }

  @Test func `a source under another name is cited by its new one`() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try Self.firstNight.ingest(into: file)
    try correlate(file)
    try file.database.execute("UPDATE source_rows SET path = 'rotated.log' WHERE path LIKE '%zero-cache.log'")
    try correlate(file)
    #expect(
      try file.database.integer("SELECT count(*) FROM mutations WHERE explanation LIKE '%rotated.log:%'") ?? 0 > 0)
  }
}
