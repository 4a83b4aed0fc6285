import CaseStore
import Model

extension WhyReport {
  /// The verdict, the tries, what speaks for it, what was looked for, what would settle it; ends with a line break.
  public func text(style: TextStyle = .plain) -> String {
    let paths = quotes.values.map(\.source) + looks.flatMap(\.sights).map(\.source)
    let page = WhyPage(report: self, names: SourceNames(Set(paths).sorted()))
    var out = TextLines(style: style)
    page.addVerdict(to: &out)
    page.addTries(to: &out)
    page.addReasons(to: &out)
    page.addLooks(to: &out)
    page.addRemedies(to: &out)
    page.addNotes(to: &out)
    return out.text
  }
}

/// Lays out one argument.
private struct WhyPage {
  let report: WhyReport
  let names: SourceNames

  private static let column = 10
  private static let triesShown = 20
  private static let sightsShown = 4

  func addVerdict(to out: inout TextLines) {
    let write = report.write
    let folder = names.folder.isEmpty ? "" : "; sources below \(names.folder)"
    let when = Wording.span(iso(report.firstAt), iso(report.lastAt)) ?? "the logs tell no time"
    let name = write.name.map { " (\($0))" } ?? ""
    let user = write.user.map { " of user \($0)" } ?? ""
    let title = VisibleText.escaped("write \(write.key)\(name)\(user), \(when)\(folder)")
    for line in VisibleText.wrapped(title, width: out.style.width) { out.add(line) }
    var firmness = write.cause == .none || write.cause == .unknown ? "" : "\(write.cause.rawValue), "
    if write.verdict != .unknown { firmness += "\(write.strength.rawValue): " }
    let explanation = names.short(write.explanation, naming: report.quotes.values.map(\.source).sorted())
    out.add(
      label: write.verdict.rawValue.uppercased(), tone: TraceReport.tone(write.verdict), column: Self.column,
      firmness + explanation)
    if write.strength == .suspected, write.verdict != .unknown {
      out.add(label: "", column: Self.column, "Another reading is possible: see what would settle it.")
    }
  }

  func addTries(to out: inout TextLines) {
    guard !report.tries.isEmpty else { return }
    heading("Tries to get it through", to: &out)
    for attempt in report.tries.prefix(Self.triesShown) {
      var words = [Self.outcome(attempt.outcome)]
      if let status = attempt.status { words.append("HTTP \(status)") }
      if let token = attempt.token { words.append(Self.words(of: token)) }
      words += attempt.records.compactMap { report.quotes[$0].map(place) }
      out.add(label: clock(attempt.at), indent: 2, column: 18, words.joined(separator: "; "))
    }
    let hidden = report.tries.count - Self.triesShown
    if hidden > 0 { out.add("  and \(Wording.count(hidden, "more try", plural: "more tries"))") }
  }

  func addReasons(to out: inout TextLines) {
    heading("Evidence for it", to: &out)
    if report.reasons.isEmpty { out.add("  none: nothing in the given logs decides it") }
    for reason in report.reasons {
      out.add(label: "-", indent: 2, column: 4, reason.text)
      if let record = reason.record { addQuote(record, to: &out) }
    }
  }

  func addLooks(to out: inout TextLines) {
    heading("Looked for (+ found, - not found)", to: &out)
    for look in report.looks {
      out.add(label: look.isFound ? "+" : "-", indent: 2, column: 4, "\(look.subject): \(look.answer)")
      let places = look.records.compactMap { report.quotes[$0].map(place) }
      if !places.isEmpty { out.add(label: "", column: 6, "at " + Wording.list(places, limit: 3)) }
      addSights(look, to: &out)
    }
  }

  private func addSights(_ look: WhyReport.Look, to out: inout TextLines) {
    // Which sources cover the time matters where something was not found.
    guard !look.isFound else { return }
    if look.sights.isEmpty { out.add(label: "", column: 6, "no source that could show it was given") }
    for sight in look.sights.prefix(Self.sightsShown) {
      var words = Wording.span(iso(sight.firstAt), iso(sight.lastAt)) ?? "no times"
      if sight.level != .unknown { words += ", level \(sight.level.name)" }
      if let covers = sight.coversWrite {
        words += covers ? ", covers the time of the write" : ", does NOT cover the time of the write"
      }
      out.add(label: "", column: 6, "\(names.short(sight.source)): \(words)")
    }
    let hidden = look.sights.count - Self.sightsShown
    if hidden > 0 { out.add("      and \(Wording.count(hidden, "more source"))") }
  }

  func addRemedies(to out: inout TextLines) {
    heading("What would settle it", to: &out)
    if report.remedies.isEmpty { out.add("  nothing is open") }
    for (index, remedy) in report.remedies.enumerated() {
      let isAlone = report.remedies.count == 1
      out.add(label: isAlone ? "-" : "\(index + 1).", indent: 2, column: isAlone ? 4 : 5, remedy)
    }
  }

  func addNotes(to out: inout TextLines) {
    out.blank()
    for note in report.notes { out.add(label: "note", column: 6, note) }
  }

  // MARK: Pieces

  private func heading(_ text: String, to out: inout TextLines) {
    out.blank()
    out.add(text, tone: .strong)
  }

  private func addQuote(_ record: Int64, to out: inout TextLines) {
    guard let quote = report.quotes[record] else { return }
    out.add(label: "", column: 6, "\(place(quote))  \(clock(quote.at))")
    guard let text = quote.text else {
      return out.add("        (its source cannot be read and the case keeps no text)")
    }
    let excerpt = Excerpt(role: report.write.verdict.rawValue, writes: [report.write.key])
    let columns = out.style.width - 8
    for line in VisibleText.folded(excerpt.of(VisibleText.escaped(text), columns: 2 * columns), width: columns) {
      out.add(label: "", indent: 0, column: 8, uncut: line)
    }
  }

  private func place(_ quote: WhyReport.Quote) -> String { "\(names.short(quote.source)):\(quote.line)" }

  private func clock(_ moment: Timestamp) -> String {
    guard moment.isKnown else { return "no time" }
    return Wording.clock(moment.iso, day: iso(report.firstAt) ?? moment.iso)
  }

  private func iso(_ moment: Timestamp) -> String? { moment.isKnown ? moment.iso : nil }

  private static func outcome(_ outcome: String) -> String {
    switch outcome {
    case "applied": "applied"
    case "handled": "answered without an error"
    case "dropped": "processed without effect: the mutator threw"
    case "refused": "refused before any mutator ran: it stays at its client"
    case "failed": "failed: it stays at its client"
    case "rolled_back": "rolled back: it stays at its client"
    case "already_processed": "sent again although it had been processed"
    case "user_mismatch": "sent, but the answer named another user: the API may have processed it"
    case "out_of_order": "refused: a write before it is missing"
    default: outcome
    }
  }

  private static func words(of token: TracedToken) -> String {
    guard let late = token.lateness else { return "token \(token.fingerprint)" }
    let span = Wording.duration(microseconds: abs(late))
    return "token \(token.fingerprint), " + (late >= 0 ? "\(span) after its expiry" : "valid for \(span) more")
  }
}
