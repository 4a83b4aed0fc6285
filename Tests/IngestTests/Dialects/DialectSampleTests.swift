import Dialects
import RulePacks
import Testing

@testable import Ingest

/// Every entry of the shipped dialects proves itself on the lines that stand in its own file.
@Suite struct DialectSampleTests {
  private static let shipped = Result { try DialectSet(packs: .embedded) }

  struct Case: CustomStringConvertible, Sendable {
    var id: String
    var line: String
    var description: String { "\(id): \(line)" }
  }

  private static func cases(_ lines: (DialectEntry) -> [String]) -> [Case] {
    guard case .success(let set) = shipped else { return [] }
    return set.entries.flatMap { entry in lines(entry).map { Case(id: entry.id, line: $0) } }
  }

  /// The entries that a line sets off: the record's first one, and those whose events it made.
  private func recognised(_ line: String) throws -> Set<String> {
    let reading = try DialectReading(line, set: try Self.shipped.get())
    return Set(reading.entries.compactMap(\.self) + reading.events.map(\.entry))
  }

  @Test func everyEntryHasLinesOfBothSorts() throws {
    let set = try Self.shipped.get()
    #expect(set.entries.count > 30)
    for entry in set.entries {
      #expect(!entry.matching.isEmpty, "\(entry.id) in \(entry.file)")
      #expect(!entry.ignored.isEmpty, "\(entry.id) in \(entry.file)")
    }
  }

  @Test(arguments: cases(\.matching))
  func itsOwnLineIsRecognised(_ sample: Case) throws {
    #expect(try recognised(sample.line).contains(sample.id))
  }

  @Test(arguments: cases(\.ignored))
  func anotherLineIsNot(_ sample: Case) throws {
    #expect(try !recognised(sample.line).contains(sample.id))
  }
}
