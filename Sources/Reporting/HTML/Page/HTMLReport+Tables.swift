import CaseStore
import Model

extension HTMLReport {

  var tables: HTML {
    """
    \(clients)
    <section id="writes" aria-labelledby="writes-title">
    <h2 id="writes-title">Writes <span class="dim">\(Wording.number(timeline.writes.total))</span></h2>
    \(table(writeTable))
    </section>
    <section id="tokens" aria-labelledby="tokens-title">
    <h2 id="tokens-title">Tokens <span class="dim">\(Wording.number(timeline.tokens.total))</span></h2>
    \(table(tokenTable))
    </section>
    <section id="sources" aria-labelledby="sources-title">
    <h2 id="sources-title">Sources and what they cover <span class="dim">\(Wording.number(report.sources.total))</span></h2>
    \(table(sourceTable))
    </section>
    """
  }

  /// The data of the tables in so many bytes: what one needs least of leaves the rest to the next.
  func tableData(room: Int) -> [(String, String)] {
    var room = room
    var data: [(String, String)] = []
    func add(_ name: String, _ table: TableData, share: Int) {
      let text = table.json(budget: room / share)
      room -= text.utf8.count
      data.append((name, text))
    }
    add("tokens", tokenTable, share: 10)
    add("sources", sourceTable, share: 8)
    if victims.count > Self.victimsShown { add("clients", clientTable, share: 4) }
    if report.findings.total > told.count {
      add("rules", ruleTable, share: 20)
      // What is left is for writes.
      let text = findingTable.json(budget: room - min(600_000, room / 4))
      room -= text.utf8.count
      data.append(("findings", text))
    }
    add("writes", writeTable, share: 1)
    return data
  }

  static func moment(_ iso: String?) -> TableData.Cell {
    .time(iso.map(Timestamp.init(viewText:)) ?? .unknown)
  }

  private var writeTable: TableData {
    let rows: [[TableData.Cell]] = timeline.writes.shown.map { write in
      [
        .text(write.writeKey), .text(write.user), .text(write.name), .text(write.verdict),
        .text(write.cause == Cause.none.rawValue ? "" : write.cause), .text(write.strength),
        .number(Int(write.attempts)), Self.moment(write.firstAt), Self.moment(write.lastAt),
        .text(write.explanation.map(places.shortened)),
      ]
    }
    return TableData(
      id: "writes", noun: "writes",
      columns: [
        .init("Write", .code), .init("User"), .init("Mutator"), .init("Verdict", .verdict), .init("Cause"),
        .init("Strength"), .init("Tries", .number), .init("First", .time), .init("Last", .time), .init("Why"),
      ], rows: rows, total: timeline.writes.total, query: "SELECT * FROM mutations")
  }

  private var tokenTable: TableData {
    let rows: [[TableData.Cell]] = timeline.tokens.shown.map { token in
      let late = token.lastSeenAt.since(token.expiresAt).flatMap { $0 > 0 ? Int($0 / 1_000_000) : nil }
      return [
        .text(token.token), .text(token.kind), .text(token.tokenID), .text(token.subject), .time(token.issuedAt),
        .time(token.expiresAt), .time(token.firstSeenAt), .time(token.lastSeenAt), .number(late),
        .number(token.sightings),
      ]
    }
    return TableData(
      id: "tokens", noun: "tokens",
      columns: [
        .init("Token", .code), .init("Kind"), .init("Id", .code), .init("Subject"), .init("Issued", .time),
        .init("Expires", .time), .init("First seen", .time), .init("Last seen", .time),
        .init("Used late, s", .number), .init("Sightings", .number),
      ], rows: rows, total: timeline.tokens.total, query: "SELECT * FROM tokens")
  }

  private var sourceTable: TableData {
    let rows: [[TableData.Cell]] = report.sources.shown.map { source in
      let version = source.version.map { " \($0)" } ?? ""
      return [
        .text(source.path), .text(source.role + version), .text(source.level), Self.moment(source.firstAt),
        Self.moment(source.lastAt), .number(source.records), .number(source.size), .text(Self.ledger(source)),
      ]
    }
    return TableData(
      id: "sources", noun: "sources",
      columns: [
        .init("Source", .code), .init("Role"), .init("Level"), .init("From", .time), .init("To", .time),
        .init("Records", .number), .init("Bytes", .number), .init("Coverage"),
      ], rows: rows, total: report.sources.total, query: "SELECT * FROM coverage")
  }

  /// `every byte accounted for`, or what is missing.
  private static func ledger(_ source: ReportedSource) -> String {
    var parts: [String] = []
    if !source.addsUp { parts.append("its bytes do not add up") }
    if source.malformed > 0 {
      let line = source.firstMalformedLine.map { ", first at line \(Wording.number($0))" } ?? ""
      parts.append("\(Wording.count(source.malformed, "malformed record"))\(line)")
    }
    if source.bytesSkipped > 0 { parts.append("\(Wording.count(source.bytesSkipped, "byte")) skipped") }
    if let note = source.note { parts.append(note) }
    if source.firstAt == nil { parts.append("its records have no time") }
    return parts.isEmpty ? "every byte accounted for" : parts.joined(separator: "; ")
  }
}
