import CaseStore
import Model

extension ShownFinding {
  /// Where the texts of the first lines start.
  private static let column = 12
  /// Lines of the terminal that a cited record may take; of longer ones the parts that matter are shown.
  private static let textLines = 5
  /// Columns that a record's text has, however narrow the terminal is.
  private static let leastText = 16

  /// How much of a cited record is shown.
  public enum RecordLength: Sendable {
    /// All of it on one line, to be copied.
    case whole
    /// The parts that matter, on one line.
    case excerpt
    /// The same on lines that fit into the width.
    case folded
  }

  /// The finding, then source by source what became of it and its lines; cited ones are marked with `>`.
  ///
  /// - Parameters:
  ///   - style: How it is laid out.
  ///   - records: How much of cited records is shown.
  /// - Returns: Lines; the last ends with a line break too.
  public func text(style: TextStyle = .plain, records: RecordLength = .excerpt) -> String {
    var out = TextLines(style: style)
    addHead(to: &out)
    for source in sources { add(source, records, to: &out) }
    return out.text
  }

  private func addHead(to out: inout TextLines) {
    let tone: TextStyle.Tone = finding.severity >= .high ? .bad : .warning
    out.add(label: finding.severity.rawValue.uppercased(), tone: tone, column: Self.column, finding.title)
    out.add(
      label: "", column: Self.column,
      "\(finding.kind), \(finding.strength.rawValue); rule \(finding.ruleID); finding \(finding.finding), fingerprint "
        + finding.fingerprint)
    let when = Wording.span(finding.firstAt, finding.lastAt) ?? "the logs tell no time"
    for (label, text) in [
      ("about", finding.subject), ("when", when), ("story", finding.story), ("do", finding.advice),
    ] where !text.isEmpty {
      out.add(label: label, tone: .dim, indent: 2, column: Self.column, text)
    }
    if sources.isEmpty { out.add("  it cites no record") }
  }

  private func add(_ source: ShownSource, _ length: RecordLength, to out: inout TextLines) {
    out.blank()
    out.add(source.place.path, tone: .strong)
    out.add(label: "  source", tone: source.state.isFault ? .bad : .dim, column: 10, source.standing)
    if let found = source.foundAt, found != source.place.path {
      out.add(label: "  found", tone: .dim, column: 10, found)
    }
    let digits = source.records.map { String($0.place.line).count }.max() ?? 1
    var last: ShownRecord?
    for record in source.records {
      if let last, !record.follows(last) { out.add(String(repeating: " ", count: digits + 3) + "⋮") }
      add(record, digits: digits, length, to: &out)
      last = record
    }
  }

  private func add(_ record: ShownRecord, digits: Int, _ length: RecordLength, to out: inout TextLines) {
    let number = String(record.place.line)
    let padded = String(repeating: " ", count: digits - number.count) + number
    let mark = record.isCited ? "> " : "  "
    let head = mark + padded + "  " + record.clock(day: finding.firstAt) + "  "
    let room = max(out.style.width - VisibleText.width(head), Self.leastText)
    if record.isCited {
      let origin = record.origin == .kept ? " (as the case keeps it)" : ""
      out.add(head + record.roles.joined(separator: "; ") + origin, tone: .strong)
      let text = VisibleText.escaped(record.text ?? "(no text: the source cannot be read and the case keeps none)")
      let excerpt = Excerpt(role: record.roles.joined(separator: " "), writes: finding.ids(.mutation))
      let columns = max(out.style.width - digits - 4, Self.leastText)
      let shown = length == .whole ? text : excerpt.of(text, columns: Self.textLines * columns)
      for line in length == .folded ? VisibleText.folded(shown, width: columns) : [shown] {
        out.add(label: "", indent: 0, column: digits + 4, uncut: line)
      }
    } else {
      let excerpt = Excerpt(role: "", writes: finding.ids(.mutation), clients: finding.ids(.client))
      out.add(head + excerpt.of(VisibleText.escaped(record.text ?? "(not read)"), columns: room))
    }
  }
}

extension ShownRecord {
  /// Whether no record stands between this one and another.
  func follows(_ other: ShownRecord) -> Bool { abs(place.record - other.place.record) == 1 }

  /// `11:00:30.004`; `~` before a time that is taken from a record nearby.
  func clock(day: String?) -> String {
    guard place.at.isKnown else { return "no time      " }
    return (place.isTimeInterpolated ? "~" : " ") + Wording.clock(place.at.iso, day: day)
  }
}

extension ShownSource {
  /// One sentence: whether its bytes are those that the case speaks of, and what to do where they are not.
  public var standing: String {
    let digest = "SHA-256 \(place.sha256.prefix(12))..."
    let kept = "below is what the case keeps"
    let relative = place.path.hasPrefix("/") ? "" : " (from here and from the case's folder)"
    switch state {
    case .unchanged: return "unchanged: its \(digest) is that of the case"
    case .grown:
      return "grown: its first \(Wording.number(Int(clamping: place.size))) bytes (\(digest)) are those of the case"
    case .notCompared: return "not compared with the case"
    case .changed:
      return "changed: the case read \(Wording.number(Int(clamping: place.size))) bytes with \(digest), and these are "
        + "others; \(kept)"
    case .missing(let tried):
      return "gone: the case expects \(Wording.number(Int(clamping: place.size))) bytes with \(digest); looked for at "
        + "\(Wording.list(tried, limit: 4))\(relative); --source-root DIR says where it is now; \(kept)"
    case .unrepeatable: return "standard input or a pipe: it could be read once; \(kept)"
    case .unreadable(let reason): return "not readable: \(reason); \(kept)"
    }
  }
}
