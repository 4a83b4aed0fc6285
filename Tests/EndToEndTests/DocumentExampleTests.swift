import Foundation
import Testing

/// Examples in documents are what the program prints: a comment before a block names the kept output that it shows.
@Suite struct DocumentExampleTests {
  private static let cases = Binary.root.appendingPathComponent("Tests/EndToEndTests/Cases")

  /// UPDATE_GOLDEN=1 writes the blocks anew, from the outputs as they were kept before.
  @Test(arguments: ["docs/asking-a-case.md"]) func examplesAreWhatIsPrinted(path: String) throws {
    let url = Binary.root.appendingPathComponent(path)
    let text = try String(contentsOf: url, encoding: .utf8)
    let marks = text.matches(of: /<!-- golden: (\S+)(?: lines (\d+)-(\d+))? -->\n```text\n(?:(?!```)[^\n]*\n)*```\n/)
    #expect(marks.count == 3)
    var renewed = text
    for mark in marks {
      let golden = try String(contentsOf: Self.cases.appendingPathComponent(String(mark.output.1)), encoding: .utf8)
      var lines = golden.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if let first = mark.output.2.flatMap({ Int($0) }), let last = mark.output.3.flatMap({ Int($0) }) {
        lines = lines.dropFirst(first - 1).prefix(last - first + 1)
      }
      let head = mark.output.0.prefix { $0 != "\n" }
      let block = "\(head)\n```text\n\(lines.joined(separator: "\n").trimmingCharacters(in: .newlines))\n```\n"
      renewed = renewed.replacing(mark.output.0, with: block)
    }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try Data(renewed.utf8).write(to: url) }
    #expect(
      try String(contentsOf: url, encoding: .utf8) == renewed, "\(path) shows other output; UPDATE_GOLDEN=1 renews it")
  }
}
