import Foundation
import Testing

/// `line(record)` shows the text of a record that the case does not keep, while its source is what it was.
@Suite struct LineFunctionTests {
  private static let sql = "SELECT count(*) AS n, count(line(record)) AS lines FROM records WHERE text IS NULL"

  private func desk() throws -> Desk {
    let desk = try Desk()
    let sample = Binary.root.appendingPathComponent("samples/silent-drop")
    for name in try FileManager.default.contentsOfDirectory(atPath: sample.path) where !name.hasSuffix(".md") {
      try desk.write("logs/\(name)", try Data(contentsOf: sample.appendingPathComponent(name)))
    }
    _ = try desk.analyze("logs")
    return desk
  }

  private func counts(_ desk: Desk, _ sql: String) throws -> [Int] {
    let run = try Binary.run(["query", "a.case", sql, "--format", "csv"], in: desk.folder)
    return run.out.split(whereSeparator: \.isNewline).dropFirst().first?.split(separator: ",").compactMap { Int($0) }
      ?? []
  }

  @Test func textsAreReadAgain() throws {
    let desk = try desk()
    let counts = try counts(desk, Self.sql)
    #expect(counts.count == 2 && (counts.first ?? 0) > 100)
    #expect(counts.first == counts.last)
  }

  @Test func sourcesThatChangedOrAreGoneGiveNothing() throws {
    let desk = try desk()
    let file = desk.folder.appendingPathComponent("logs/proxy.docker.log")
    var data = try Data(contentsOf: file)
    data[data.startIndex + 20] ^= 1
    try data.write(to: file)
    try FileManager.default.removeItem(atPath: desk.path("logs/api.cloudwatch.csv"))
    let lost = "\(Self.sql) AND (path LIKE '%proxy%' OR path LIKE '%api%')"
    #expect(try counts(desk, lost).last == 0)
    let rest = try counts(desk, "\(Self.sql) AND path LIKE '%zero-cache%'")
    #expect(rest.first == rest.last && (rest.first ?? 0) > 0)
  }

  @Test func keptTextsNeedNoSource() throws {
    let desk = try desk()
    try FileManager.default.removeItem(atPath: desk.path("logs"))
    let kept = try counts(
      desk, "SELECT count(*) AS n, sum(line(record) = text) AS l FROM records WHERE text IS NOT NULL")
    #expect(kept.first == kept.last && (kept.first ?? 0) > 0)
  }
}
