import CaseStore
import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct JSONReportTests {
  @Test func documentHoldsTheKeysOfItsContract() throws {
    let text = try JSONReport.render(try SampleCase().report(ReportScope(limits: .json)))
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(
      document.keys.sorted() == [
        "findings", "limits", "schema", "sources", "tokens", "tool", "tool_version", "totals", "unknown_reasons",
        "unread", "verdicts", "writes",
      ])
    #expect(document["schema"] as? Int == 1)
    let writes = try #require((document["writes"] as? [String: Any])?["shown"] as? [[String: Any]])
    #expect(writes.map { $0["write_key"] as? String } == ["c1#7", "c1#8", "c1#9", "c1#10"])
    #expect(
      writes.first?.keys.sorted() == [
        "attempts", "cause", "client_group_id", "client_id", "explanation", "first_at", "last_at", "mutation_id",
        "name", "strength", "user_id", "verdict", "write_key",
      ])
  }

  @Test func aFindingHasItsEntitiesAndResolvableEvidence() throws {
    let text = try JSONReport.render(try SampleCase().report(ReportScope(limits: .json)))
    #expect(
      text.contains(
        """
                "entities" : {
                  "shown" : [
                    {
                      "id" : "g1",
                      "type" : "client_group"
                    },
                    {
                      "id" : "c1",
                      "type" : "client"
                    },
        """))
    #expect(
      text.contains(
        """
                    {
                      "at" : "2026-10-21T00:50:50.000000Z",
                      "length" : 80,
                      "line" : 7,
                      "offset" : 500,
                      "role" : "push answered 200",
                      "source" : "logs/zero.log"
                    }
        """))
  }

  @Test func tokensTellTheirLife() throws {
    let report = try SampleCase().report(ReportScope(limits: .json))
    let token = try #require(report.tokens.shown.first)
    #expect(token.issuedAt == "2026-10-21T00:44:41Z")
    #expect(token.sightings == 2)
    #expect(token.late.shown.map(\.expiredByMicroseconds) == [68_000_000])
    #expect(token.late.shown.map(\.event) == ["token_rejected"])
  }

  @Test func renderingTwiceGivesTheSameBytes() throws {
    let report = try SampleCase().report(ReportScope(limits: .json))
    #expect(try JSONReport.render(report) == JSONReport.render(report))
  }
}
