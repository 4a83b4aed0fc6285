import CaseStore
import Model

extension VerifyReport {
  private static let column = 12
  /// Faults of the case that are told one by one.
  private static let shownFaults = 20

  /// One line or two per source, then the case itself, then the verdict.
  public func text(style: TextStyle = .plain) -> String {
    var out = TextLines(style: style)
    let names = SourceNames(sources.map(\.place.path))
    if !names.folder.isEmpty { out.add(label: "sources", tone: .dim, column: Self.column, "below \(names.folder)") }
    for source in sources {
      let finding = source.finding
      let isBad = finding.isDifferent || finding == .missing || finding == .unreadable || !source.differing.isEmpty
      out.add(
        label: finding.rawValue, tone: isBad ? .bad : finding == .unchecked ? .unsure : .good, column: Self.column,
        "\(names.short(source.place.path)): \(source.standing)")
    }
    for fault in faults.prefix(Self.shownFaults) {
      out.add(label: "case", tone: .bad, column: Self.column, "\(fault.check): \(fault.message)")
    }
    if faults.isEmpty {
      out.add(
        label: "case", tone: .good, column: Self.column,
        "the file is sound, the ledgers add up, every reference leads somewhere"
          + (comparesConclusions ? ", verdicts and findings are what its events lead to" : ""))
    } else if faults.count > Self.shownFaults {
      out.add(
        label: "case", tone: .bad, column: Self.column,
        "and \(Wording.number(faults.count - Self.shownFaults)) faults more")
    }
    out.add(
      label: "verdict", tone: status == .clean ? .good : .bad, column: Self.column, verdict, textTone: .strong)
    return out.text
  }

  /// One sentence.
  var verdict: String {
    let unchecked = sources.count { $0.finding == .unchecked }
    let more =
      unchecked == 0
      ? "" : "; \(Wording.count(unchecked, "source")) cannot be checked, because it could be read once only"
    let gone = sources.filter { $0.finding == .missing || $0.finding == .unreadable }
    let other = differences
    if !gone.isEmpty {
      let words = other.isEmpty ? "what could be read holds" : "it differs as well: \(other.joined(separator: ", "))"
      return
        "not complete: \(Wording.count(gone.count, "source")) of \(Wording.number(sources.count)) could not be read "
        + "(--source-root DIR says where logs are now); \(words)\(more)"
    }
    if !other.isEmpty { return "differs: \(other.joined(separator: ", "))\(more)" }
    let checked = sources.count - unchecked
    guard checked > 0 else { return "nothing to compare: the case agrees with itself\(more)" }
    let texts = sources.reduce(0) { $0 + $1.compared }
    return "holds: \(Wording.count(checked, "source")) with the bytes that the case read, "
      + "\(Wording.count(texts, "text")) as in the case\(more)"
  }

  private var differences: [String] {
    var words: [String] = []
    let changed = sources.count { $0.finding.isDifferent }
    if changed > 0 { words.append("\(Wording.count(changed, "source")) with other bytes") }
    let texts = sources.filter { !$0.finding.isDifferent }.reduce(0) { $0 + $1.differing.count }
    if texts > 0 { words.append("\(Wording.count(texts, "text")) that the source does not have") }
    if !faults.isEmpty { words.append("\(Wording.count(faults.count, "fault")) of the case itself") }
    return words
  }
}

extension VerifyReport.Source {
  /// What is there, and what was compared.
  public var standing: String {
    let bytes = Wording.count(Int(clamping: place.size), "byte")
    let now = size.map { Wording.number(Int(clamping: $0)) } ?? "?"
    let digest = "SHA-256 \(place.sha256.prefix(12))..."
    switch finding {
    case .same: return "\(bytes), \(digest)\(texts)\(memory)"
    case .grown: return "its first \(bytes) are those of the case, it has \(now) now\(texts)\(memory)"
    case .truncated: return "\(now) of \(bytes) are left\(texts)\(memory)"
    case .rewritten:
      return "the case read \(bytes) with \(digest); of its \(now) the first have another\(texts)\(memory)"
    case .missing:
      if case .missing(let tried) = state { return "looked for at \(Wording.list(tried, limit: 4))\(kept)" }
      return "not found\(kept)"
    case .unreadable:
      if case .unreadable(let reason) = state { return "\(reason)\(kept)" }
      return "cannot be read\(kept)"
    case .unchecked: return "standard input or a pipe: it could be read once, so nothing can be compared\(kept)"
    }
  }

  private var texts: String {
    var words = ""
    if compared > 0 {
      words = "; \(Wording.count(compared, "text")) read again"
      if differing.isEmpty {
        words += ", as in the case"
      } else {
        let records = Wording.list(differing.prefix(4).map(String.init), limit: 3, hidden: max(0, differing.count - 4))
        words += ", \(Wording.number(differing.count)) read otherwise (record \(records))"
      }
    }
    let unread = citations.texts - compared
    if unread > 0 { words += "; \(Wording.count(unread, "text")) not reached" }
    return words
  }

  /// Retention is no difference, but it bounds what is said here.
  private var memory: String {
    guard citations.forgotten > 0 else { return "" }
    return "; \(Wording.count(citations.forgotten, "record")) forgotten by retention cannot be compared one by one"
  }

  private var kept: String {
    guard citations.texts > 0 else { return memory }
    return "; \(Wording.count(citations.texts, "text")) of it in the case cannot be compared\(memory)"
  }
}
