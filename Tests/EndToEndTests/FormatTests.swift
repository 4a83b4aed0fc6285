import Foundation
import Testing

/// Reports are what their formats demand, whatever the logs hold.
@Suite struct FormatTests {
  private static let samples = ["samples/silent-drop", "samples/stale-token", "samples/healthy"]

  /// What is wrong with the report of a sample.
  private func problems(_ sample: String, _ format: String, _ check: (String) throws -> String) throws -> String {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    let path = desk.path("report")
    let run = try Binary.run(["analyze", sample, "--case", desk.path("a.case"), "--format", "\(format)=\(path)"])
    #expect(run.status < 2, "\(run.error)")
    return try check(path)
  }

  private var reportSchema: String { Binary.root.appendingPathComponent("docs/report.schema.json").path }

  @Test(arguments: samples) func jsonIsAsItsSchemaSays(sample: String) throws {
    let problems = try problems(sample, "json") { try Schemas.problems(ofJSON: $0, schema: reportSchema) }
    #expect(problems == "")
  }

  @Test(arguments: samples) func sarifIsAsItsSchemaSays(sample: String) throws {
    let problems = try problems(sample, "sarif") {
      try Schemas.problems(ofJSON: $0, schema: Schemas.fetched("sarif-2.1.0.json"))
    }
    #expect(problems == "")
  }

  @Test(arguments: samples) func junitIsAsItsSchemaSays(sample: String) throws {
    let problems = try problems(sample, "junit") {
      try Schemas.problems(ofXML: $0, schema: Schemas.fetched("junit-10.xsd"))
    }
    #expect(problems == "")
  }

  @Test func aWrongDocumentIsNoticed() throws {
    let desk = try Desk()
    let json = try desk.write("a.json", "{\"schema\": 1, \"more\": true}")
    #expect(try Schemas.problems(ofJSON: json, schema: reportSchema).contains("'more' was unexpected"))
    let xml = try desk.write("a.xml", "<testsuite name=\"a\"/>")
    #expect(try Schemas.problems(ofXML: xml, schema: Schemas.fetched("junit-10.xsd")) != "")
  }

  @Test func hostileTextKeepsEveryFormatValid() throws {
    let hostile = try HostileCase()
    defer { withExtendedLifetime(hostile) {} }
    let json = try hostile.report("json")
    #expect(json.run.status == 1, "\(json.run.error)")
    #expect(try Schemas.problems(ofJSON: json.path, schema: reportSchema) == "")
    let sarif = try hostile.report("sarif")
    #expect(try Schemas.problems(ofJSON: sarif.path, schema: Schemas.fetched("sarif-2.1.0.json")) == "")
    let addresses = sarif.text.matches(of: /"uri" : "([^"]*)"/).map { $0.output.1 }
    #expect(addresses.count >= HostileCase.attacks.count)
    for address in addresses {
      #expect(address.wholeMatch(of: /([A-Za-z0-9\-._~\/!$&'()*+,;=@]|%[0-9A-F]{2})+/) != nil, "\(address)")
    }
    let junit = try hostile.report("junit")
    let problems = try Schemas.problems(ofXML: junit.path, schema: Schemas.fetched("junit-10.xsd"))
    #expect(problems == "")
  }

  @Test func hostileTextIsTextInMarkdown() throws {
    let hostile = try HostileCase()
    defer { withExtendedLifetime(hostile) {} }
    let markdown = try hostile.report("markdown")
    let html = try Tool.run(
      ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist"],
      input: markdown.path)
    #expect(html.status == 0)
    let names = Set(html.text.matches(of: /<\/?([A-Za-z!?][A-Za-z0-9]*)/).map { String($0.output.1) })
    #expect(names.isSubset(of: ["h2", "h3", "p", "ul", "li", "strong", "code"]), "\(names)")
    // Hosts look for mentions and references in the finished text, but not in code.
    let prose = html.text.replacing(/<code>.*?<\/code>/, with: "")
    #expect(prose.firstMatch(of: /(^|\W)@\w/) == nil)
    #expect(prose.firstMatch(of: /#\d/) == nil)
    #expect(prose.firstMatch(of: /:\/\//) == nil)
  }

  @Test(arguments: ["csv-findings", "csv-writes"])
  func noCellOfACSVIsAFormula(format: String) throws {
    let hostile = try HostileCase()
    defer { withExtendedLifetime(hostile) {} }
    let csv = try hostile.report(format)
    let script = """
      import csv, sys
      rows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True))
      assert len({len(row) for row in rows}) == 1, 'rows of different length'
      numbers = [cell for row in rows for cell in row if cell.lstrip('-').isdigit()]
      bad = [cell for row in rows for cell in row if cell[:1] in tuple('=+-@\\t\\r\\n') and cell not in numbers and cell]
      assert not bad, bad
      print(len(rows))
      """
    let run = try Tool.run(["python3", "-c", script, csv.path])
    let writes = format == "csv-writes" ? 2 : 1
    #expect(run.text == "\(HostileCase.attacks.count * writes + 1)\n")
    #expect(csv.text.contains("'=cmd|' /C calc'!A0"))
    #expect(csv.text.hasSuffix("\r\n"))
  }

  @Test func textHoldsNoControlCharacter() throws {
    let text = try HostileCase().report("text").text
    let allowed = text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || (scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value) && scalar.value != 0x202e)
    }
    #expect(allowed)
  }

  @Test func findingsBelowFailOnAreNoFailuresInJUnit() throws {
    let desk = try Desk()
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    let all = try Binary.run(["report", desk.path("a.case"), "-f", "junit", "--fail-on", "low"]).out
    #expect(all.contains("<testsuites name=\"lostwrite\" tests=\"24\" failures=\"3\" errors=\"0\">"))
    let none = try Binary.run(["report", desk.path("a.case"), "-f", "junit", "--fail-on", "never"]).out
    #expect(none.contains(" failures=\"0\" errors=\"0\">"))
    #expect(none.contains("<system-out>critical: 3 writes of client"))
  }

  @Test func anInputThatCannotBeReadIsAnErrorInJUnitAndSARIF() throws {
    let desk = try Desk()
    let sample = "\(Binary.root.path)/samples/healthy"
    let run = try desk.analyze(
      sample, desk.path("missing.log"), "-f", "junit=\(desk.path("j"))", "-f", "sarif=\(desk.path("s"))")
    #expect(run.status == 2)
    #expect(try String(contentsOfFile: desk.path("j"), encoding: .utf8).contains("errors=\"1\""))
    let sarif = try String(contentsOfFile: desk.path("s"), encoding: .utf8)
    #expect(sarif.contains("\"executionSuccessful\" : false") && sarif.contains("\"exitCode\" : 2"))
  }
}
