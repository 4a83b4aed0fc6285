import CaseStore
import Model

extension HTMLReport {
  /// Everybody whom alarms are about, where the first screen has no room for all of them.
  var clients: HTML {
    guard victims.count > Self.victimsShown else { return "" }
    return """
      <section id="clients" aria-labelledby="clients-title">
      <h2 id="clients-title">Clients <span class="dim">\(Wording.number(victims.count))</span></h2>
      \(table(clientTable))
      </section>
      """
  }

  /// How to get a list of every write that somebody has to enter again.
  var allLosses: HTML {
    let path = ShellWord.quoted(report.casePath)
    return "<code>lostwrite query \(path) losses --format csv</code>"
  }

  /// In the order of the first screen: by severity, then by how many writes were dropped or lost, then by time.
  var clientTable: TableData {
    let rows: [[TableData.Cell]] = victims.map { victim in
      let told = victim.losses.isEmpty ? victim.others : victim.losses
      return [
        .text(victim.client ?? victim.findings.first?.subject), .text(victim.user), .text(victim.severity.rawValue),
        .number(victim.gone),
        .text(victim.named.map { phrase($0, of: victim) }.joined(separator: ", ")),
        Self.moment(told.compactMap { $0.firstAt ?? $0.lastAt }.min()),
        Self.moment(told.compactMap { $0.lastAt ?? $0.firstAt }.max()),
        .text(victim.named.map { String($0.finding) }.joined(separator: " ")),
        .shaped(victim.mostUrgent.map { Advice($0.advice).first } ?? ""),
      ]
    }
    return TableData(
      id: "clients", noun: "clients",
      columns: [
        .init("Client", .code), .init("User"), .init("Severity", .severity), .init("Dropped or lost", .number),
        .init("What"), .init("First", .time), .init("Last", .time), .init("Findings", .findings), .init("Do first"),
      ], rows: rows, total: victims.count, query: "SELECT * FROM findings")
  }
}
