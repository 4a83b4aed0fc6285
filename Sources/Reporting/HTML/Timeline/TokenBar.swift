import CaseStore
import Model

/// A token from issue to expiry, with what the verifier tolerated after it and how long it was used.
struct TokenBar {
  let span: TokenSpan
  let scale: TimeScale
  let tolerance: TokenTolerance

  private static let height = 12

  func bar(y: Int) -> HTML {
    let start = span.issuedAt.isKnown ? span.issuedAt : span.firstSeenAt
    let end = span.expiresAt.isKnown ? span.expiresAt : span.lastSeenAt
    let style: HTML = span.expiresAt.isKnown ? "" : " open"
    let label = span.expiresAt.isKnown ? "\(span.token) until \(span.expiresAt.clock)" : span.token
    let short: HTML = span.expiresAt.isKnown ? " data-short=\"until \(span.expiresAt.clock)\"" : ""
    return """
      \(band(y: y))<rect class="m token\(style)" x="\(scale.x(start))" y="\(y)" width="\(scale.width(from: start, to: end))" \
      height="\(Self.height)" rx="2" \(MarkAttributes.text(TokenWords.sentence(span), records: span.records))/>\(issue(start, y: y))\
      \(use(y: y))<text class="label inside" x="\(scale.x(start))" data-end="\(scale.x(end))"\(short) y="\(y + 9)">\(label)</text>

      """
  }

  /// Where the issue is not in the logs, the bar begins at the first sighting with an open end.
  private func issue(_ start: Timestamp, y: Int) -> HTML {
    span.issuedAt.isKnown
      ? ""
      : "<line class=\"seen-first\" x1=\"\(scale.x(start))\" x2=\"\(scale.x(start))\" y1=\"\(y - 1)\" y2=\"\(y + Self.height + 1)\"/>"
  }

  private func band(y: Int) -> HTML {
    guard span.expiresAt.isKnown, tolerance.isConsistent else { return "" }
    let accepted = moment(tolerance.acceptedUpTo ?? 0)
    var parts: HTML = ""
    if tolerance.acceptedUpTo != nil { parts += rect("tolerated", span.expiresAt, accepted, y: y) }
    if let refused = tolerance.refusedFrom, tolerance.acceptedUpTo != nil {
      parts += rect("undecided", accepted, moment(refused), y: y)
    }
    return parts
  }

  private func moment(_ late: Int64) -> Timestamp { Timestamp(microseconds: span.expiresAt.microseconds + late) }

  private func rect(_ style: HTML, _ from: Timestamp, _ to: Timestamp, y: Int) -> HTML {
    "<rect class=\"\(style)\" x=\"\(scale.x(from))\" y=\"\(y)\" width=\"\(scale.width(from: from, to: to))\" height=\"\(Self.height)\"/>"
  }

  /// The stretch in which it was used although it had expired.
  private func use(y: Int) -> HTML {
    guard let late = span.lateness, late >= 1_000_000 else { return "" }
    let middle = y + Self.height / 2
    return """
      <line class="used-late" x1="\(scale.x(span.expiresAt))" x2="\(scale.x(span.lastSeenAt))" y1="\(middle)" y2="\(middle)"/>
      """
  }
}

/// Tokens in rows, so that none lies over another.
enum TokenRows {
  /// More rows than this are not worth their height; later tokens then share the last one.
  private static let most = 3

  static func pack(_ tokens: [TokenSpan], tolerance: TokenTolerance) -> [[TokenSpan]] {
    var rows: [[TokenSpan]] = []
    var ends: [Timestamp] = []
    for token in tokens {
      let start = token.issuedAt.isKnown ? token.issuedAt : token.firstSeenAt
      let expiry = token.expiresAt.isKnown ? token.expiresAt : token.lastSeenAt
      let late = tolerance.isConsistent ? tolerance.refusedFrom ?? tolerance.acceptedUpTo ?? 0 : 0
      let end = max(token.lastSeenAt, Timestamp(microseconds: expiry.microseconds + late))
      if let row = ends.firstIndex(where: { $0 <= start }) {
        rows[row].append(token)
        ends[row] = end
      } else if rows.count < most {
        rows.append([token])
        ends.append(end)
      } else {
        rows[most - 1].append(token)
        ends[most - 1] = max(ends[most - 1], end)
      }
    }
    return rows
  }
}
