import CaseStore
import Foundation
import Reporting
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

  /// Options that write every form into files named after the case.
  private func forms(_ desk: Desk, _ name: String) -> [String] {
    ReportFormat.allCases.flatMap { ["--format", "\($0.rawValue)=\(desk.path("\(name).\($0.rawValue)"))"] }
      + ["--format", "text"]
  }

  private func analyze(
    _ paths: [String], _ desk: Desk, _ name: String, in folder: URL? = nil, environment: [String: String] = [:]
  ) throws -> Binary.Run {
    try Binary.run(
      ["analyze", "--case", desk.path(name)] + forms(desk, name) + paths, in: folder, environment: environment)
  }

  private func expectSame(_ desk: Desk, _ first: Binary.Run, _ second: Binary.Run) throws {
    for format in ReportFormat.allCases {
      let one = try String(contentsOfFile: desk.path("a.case.\(format.rawValue)"), encoding: .utf8)
      let two = try String(contentsOfFile: desk.path("b.case.\(format.rawValue)"), encoding: .utf8)
      #expect(one.count > 500, "\(format)")
      #expect(one == two.replacing("b.case", with: "a.case"), "\(format)")
    }
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
    let one = try analyze([Self.sample, "--threads", "1", "--quiet"], desk, "a.case")
    let two = try analyze([Self.sample, "--threads", "2", "--quiet"], desk, "b.case")
    try expectSame(desk, one, two)
  }

  @Test func orderOfPathsDoesNotMatter() throws {
    let desk = try desk("a.case", "b.case")
    let paths = Self.names.map { Self.sample + "/" + $0 }
    let one = try analyze(paths, desk, "a.case")
    let two = try analyze(paths.reversed(), desk, "b.case")
    try expectSame(desk, one, two)
  }

  @Test(arguments: [
    ["TZ": "America/St_Johns"], ["TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"],
    ["LC_ALL": "C"],
  ])
  func placeAndLanguageDoNotMatter(environment: [String: String]) throws {
    let desk = try desk("a.case", "b.case")
    let one = try analyze([Self.sample], desk, "a.case")
    let two = try analyze([Self.sample], desk, "b.case", in: desk.folder, environment: environment)
    try expectSame(desk, one, two)
  }

  @Test func workingDirectoryDoesNotMatter() throws {
    let desk = try desk("a.case", "b.case")
    let one = try analyze([Self.sample], desk, "a.case", in: URL(fileURLWithPath: "/"))
    let two = try analyze([Self.sample], desk, "b.case", in: desk.folder)
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
