import CaseStore
import Correlation
import Foundation
import RulePacks
import Testing

/// Nights of several deployments: what belongs together may show only later, and the order in which logs arrive decides
/// nothing.
@Suite struct AgainDeploymentTests {
  private func correlate(_ file: CaseFile, remembers: Bool = true) throws {
    _ = try Correlator(case: file, packs: .embedded).run(remembering: remembers ? "tests" : nil)
  }

  /// The case after nights whose logs lie in one folder.
  private func correlated(_ nights: [Scene], folder: String = UUID().uuidString) throws -> CaseFile {
    let file = try CaseFile(path: ":memory:", access: .create)
    for night in nights {
      try night.ingest(into: file, from: folder)
      try correlate(file)
    }
    return file
  }

  private static let longLived =
    #"{"level":"info","msg":"token issued","sub":"u1","jti":"j5","iat":1792576800,"exp":1792580400}"#

  /// Two deployments in folders of their own, with refusals, losses and expired tokens.
  private static var firstNight: Scene {
    var (first, second) = (Scene(version: "0.25.0"), Scene(start: 0.5))
    for (group, client, socket) in [("g1", "c1", "w1"), ("g2", "c2", "w2")] {
      first.poke(1, client, group: group, socket: socket)
      first.pushFailed(70, [2], client: client, group: group, body: "no")
    }
    first.socket(2, 60, last: 1)
    first.api(2, #"{"level":"info","msg":"token issued","sub":"u1","jti":"j1","iat":1792576800,"exp":1792576810}"#)
    first.applied(3, 1)
    first.applied(4, 1, client: "c5", group: "g5")
    second.poke(1, "d1", group: "h1", socket: "v1")
    second.socket(2, 60, "d1", group: "h1", last: 1, socket: "v1")
    second.handshakeRefused(48, user: "u1", expires: 1_792_576_801)
    second.api(5, Self.longLived)
    second.poke(200, "d9", group: "h9", socket: "v9")
    var night = Scene(version: nil)
    night.add(first, in: "a")
    night.add(second, in: "b")
    return night
  }

  /// What the second night brings.
  enum Second: String, CaseIterable {
    case nextFile, otherVersion, thirdDeployment, logOfBoth, looseLog, longerLife, knownToken, clientOfBoth, sameUser

    var scene: Scene {
      var (scene, night) = (Scene(version: nil), Scene(version: nil))
      switch self {
      case .nextFile: scene.poke(400, "c8", group: "g8", socket: "w8")
      case .otherVersion:
        scene = Scene(version: "0.26.0")
        scene.poke(80, "c1", group: "g1", socket: "w3")
      case .thirdDeployment:
        scene = Scene(version: "1.9.0")
        scene.poke(300, "e1", group: "i1", socket: "x1")
        night.add(scene, in: "c")
        return night
      case .logOfBoth:
        scene.applied(90, 1)
        scene.applied(91, 1, client: "d1", group: "h1")
      case .looseLog:
        scene.api(
          70,
          #"{"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","iat":1792570000,"exp":1792576801,"jti":"j1","msg":"\"exp\" claim timestamp check failed"}"#
        )
      case .longerLife:
        scene.api(90, #"{"level":"info","msg":"token issued","sub":"u1","jti":"j4","iat":1792576890,"exp":1792580490}"#)
      case .knownToken: scene.api(90, AgainDeploymentTests.longLived)
      case .clientOfBoth: scene.poke(90, "c2", group: "g2", socket: "v3")
      case .sameUser: scene.socket(70, 90, "d2", group: "h2", last: 0, socket: "v4")
      }
      night.add(scene, in: self == .clientOfBoth || self == .sameUser ? "b" : "a", as: "night-2026-11-02.log")
      return night
    }
  }

  @Test(arguments: Second.allCases)
  func changedGroupsConcludeAsEverythingAnew(second: Second) throws {
    let file = try correlated([Self.firstNight, second.scene])
    let again = try file.conclusions()
    try correlate(file, remembers: false)
    #expect(again == (try file.conclusions()))
    #expect(again.count > 20)
  }

  @Test func aCaseOfAnEarlierVersionIsCorrelatedAnew() throws {
    let folder = UUID().uuidString
    let file = try correlated([Self.firstNight], folder: folder)
    try file.database.execute("DROP TABLE known_deployments; DROP TABLE known_lifetimes")
    try Second.logOfBoth.scene.ingest(into: file, from: folder)
    try correlate(file)
    let again = try file.conclusions()
    try correlate(file, remembers: false)
    #expect(again == (try file.conclusions()))
  }

  @Test func nightsOfTheUsualKindCorrelateLittle() throws {
    let folder = UUID().uuidString
    let file = try correlated([Self.firstNight], folder: folder)
    try file.database.execute("UPDATE mutation_rows SET attempts = attempts + 100")
    try Second.nextFile.scene.ingest(into: file, from: folder)
    try correlate(file)
    #expect(try file.database.integer("SELECT count(*) FROM mutation_rows WHERE attempts > 99") ?? 0 > 0)
  }

  // MARK: Order of arrival

  /// Two proxies and two servers that tell the same moment.
  private static var sameMoments: (a: Scene, b: Scene) {
    var nights: [Scene] = []
    for (name, opened) in [("a", 2.0), ("b", 2.5)] {
      var (scene, night) = (Scene(start: opened / 10), Scene(version: nil))
      scene.poke(1)
      scene.socket(opened, 30, last: 2)
      scene.pushFailed(40, [3], body: "no from \(name)")
      scene.stop(50)
      night.add(scene, in: name)
      nights.append(night)
    }
    return (nights[0], nights[1])
  }

  @Test func theOrderOfArrivalDecidesNothing() throws {
    let (a, b) = Self.sameMoments
    let one = try correlated([a, b], folder: "one").cited().map { $0.replacing("lostwrite-one", with: "") }
    let other = try correlated([b, a], folder: "other").cited().map { $0.replacing("lostwrite-other", with: "") }
    #expect(one == other)
    #expect(one.count > 6)
  }
}

extension CaseFile {
  /// The records that conclusions cite, by place, and their words.
  fileprivate func cited() throws -> [String] {
    func place(_ column: String) -> String {
      "(SELECT s.path || ':' || r.line FROM record_rows r JOIN source_rows s USING (source) WHERE r.record = \(column))"
    }
    let queries = [
      "SELECT write_key, verdict, explanation, \(place("m.record")) FROM mutations m ORDER BY 1",
      "SELECT connection_id, \(place("c.opened_record")), \(place("c.closed_record")) FROM connections c ORDER BY 1",
      "SELECT write_key, at, outcome, \(place("p.record")), \(place("p.api_record")) FROM push_attempts p "
        + "JOIN mutations m USING (client_id, mutation_id) ORDER BY 1, 2, 3, 4",
      "SELECT type, first_at, detail, (SELECT group_concat(\(place("e.record")), ' ') FROM observation_evidence e "
        + "WHERE e.observation = o.observation ORDER BY e.sequence) FROM observations o ORDER BY 1, 2",
    ]
    return try queries.flatMap { query in
      let statement = try database.prepare(query)
      var rows: [String] = []
      while try statement.step() {
        rows.append((0..<statement.columnCount).map { statement.text(Int32($0)) ?? "-" }.joined(separator: "|"))
      }
      return rows
    }
  }
}
