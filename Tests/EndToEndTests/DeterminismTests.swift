import CaseStore
import Foundation
import Testing

/// The same logs give the same bytes, whatever the machine, the order and the place.
@Suite struct DeterminismTests {
  private static let sample = Binary.root.appendingPathComponent("samples/silent-drop").path
  private static let names = [
    "api.cloudwatch.csv", "client.console.log", "proxy.docker.log", "zero-cache.docker.log", "README.md",
  ]

  /// A desk with one key for all its cases: fingerprints of tokens depend on it.
  private func desk(_ cases: String...) throws -> Desk {
    let desk = try Desk()
    for name in cases { try desk.writeKey(name) }
    return desk
  }

  /// Everything in a case but the facts and runs, which hold paths and command lines.
  private func dump(_ path: String) throws -> [String] {
    let database = try CaseFile(path: path, access: .readOnly).database
    let names = try database.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('facts', 'runs') ORDER BY name")
    var lines: [String] = []
    while try names.step() {
      let table = names.text(0) ?? ""
      let rows = try database.prepare("SELECT * FROM \(table)")
      while try rows.step() {
        lines.append(table + ": " + (0..<rows.columnCount).map { "\(rows.value(Int32($0)))" }.joined(separator: ", "))
      }
    }
    return lines
  }

  private func expectSame(_ desk: Desk, _ first: Binary.Run, _ second: Binary.Run) throws {
    #expect(first.status == 1, "\(first.error)")
    #expect(second.status == 1, "\(second.error)")
    #expect(first.out == second.out.replacing("b.case", with: "a.case"))
    let (one, two) = (try dump(desk.path("a.case")), try dump(desk.path("b.case")))
    #expect(one.count > 1000)
    let difference = zip(one, two).first { $0 != $1 }
    #expect(one.count == two.count && difference == nil, "\(difference.map { "\($0)\n\($1)" } ?? "")")
  }

  @Test func threadsDoNotMatter() throws {
    let desk = try desk("a.case", "b.case")
    let one = try desk.analyze(Self.sample, "--threads", "1", "--quiet")
    let two = try desk.analyze(Self.sample, "--threads", "2", "--quiet", case: "b.case")
    try expectSame(desk, one, two)
  }

  @Test func orderOfPathsDoesNotMatter() throws {
    let desk = try desk("a.case", "b.case")
    let paths = Self.names.map { Self.sample + "/" + $0 }
    let one = try Binary.run(["analyze", "--case", desk.path("a.case")] + paths)
    let two = try Binary.run(["analyze", "--case", desk.path("b.case")] + paths.reversed())
    try expectSame(desk, one, two)
  }

  @Test(arguments: [
    ["TZ": "America/St_Johns"], ["TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"],
    ["LC_ALL": "C"],
  ])
  func placeAndLanguageDoNotMatter(environment: [String: String]) throws {
    let desk = try desk("a.case", "b.case")
    let one = try desk.analyze(Self.sample)
    let two = try Binary.run(
      ["analyze", Self.sample, "--case", desk.path("b.case")], in: desk.folder, environment: environment)
    try expectSame(desk, one, two)
  }

  @Test func workingDirectoryDoesNotMatter() throws {
    let desk = try desk("a.case", "b.case")
    let one = try Binary.run(["analyze", Self.sample, "--case", desk.path("a.case")], in: URL(fileURLWithPath: "/"))
    let two = try Binary.run(["analyze", Self.sample, "--case", desk.path("b.case")], in: desk.folder)
    try expectSame(desk, one, two)
  }

  @Test func readingTheSameBytesAgainChangesNothing() throws {
    let desk = try desk("a.case")
    let first = try desk.analyze(Self.sample)
    let before = try dump(desk.path("a.case"))
    let again = try desk.analyze(Self.sample)
    #expect(again.status == first.status)
    #expect(again.out == first.out)
    let after = try dump(desk.path("a.case"))
    let difference = zip(before, after).first { $0 != $1 }
    #expect(before.count == after.count && difference == nil, "\(difference.map { "\($0)\n\($1)" } ?? "")")
  }
}
