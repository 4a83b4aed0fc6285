import Model

/// Which writes and findings of a case lie in the time window of a report.
///
/// A finding that claims writes gone goes by these writes, not by its own span: it may reach from a write before the
/// window to one behind it, and a report would then claim a loss of which its numbers know nothing. Writes without a
/// time go by the findings that name them.
extension ReportScope {
  /// Whether the window leaves anything out.
  var isWindowed: Bool { since.isKnown || until.isKnown }

  /// SQL over `first_at` and `last_at` of rows that touch the window ?1 to ?2; as the views spell times, these compare
  /// like the moments that they mean.
  static let window = """
    (?1 IS NULL OR last_at IS NULL OR last_at >= ?1) AND (?2 IS NULL OR first_at IS NULL OR first_at < ?2)
    """

  /// SQL that is true for a row of `mutations` or `mutation_rows` in the window ?1 to ?2.
  var holdsWrite: String {
    guard isWindowed else { return Self.window }
    return Self.window
      + """
       AND mutation_row NOT IN (SELECT g.mutation_row FROM \(Self.gone) g JOIN \(Self.claims) f ON f.id = g.write_key
        WHERE g.first_at IS NULL AND g.last_at IS NULL
        GROUP BY g.mutation_row HAVING max(\(touches("f")) AND f.finding NOT IN (\(findingsOfOtherTimes))) = 0)
      """
  }

  /// SQL that is true for a row of `findings` or `finding_rows` in the window ?1 to ?2.
  ///
  /// - Parameter alias: the name of the row where others have a column `finding` as well: `f.`
  /// - Returns: A condition over the parameters ?1 and ?2.
  func holdsFinding(_ alias: String = "") -> String {
    isWindowed ? Self.window + " AND \(alias)finding NOT IN (\(findingsOfOtherTimes))" : Self.window
  }

  /// The claims of losses of whose writes none that has a time lies in the window.
  private var findingsOfOtherTimes: String {
    """
    SELECT f.finding FROM \(Self.claims) f JOIN \(Self.gone) g ON g.write_key = f.id
    WHERE g.first_at IS NOT NULL OR g.last_at IS NOT NULL GROUP BY f.finding HAVING max(\(touches("g"))) = 0
    """
  }

  /// The window in microseconds, whatever ?1 and ?2 are spelled like.
  private func touches(_ alias: String) -> String {
    var bounds = ["1"]
    if let since = since.stored { bounds.append("(\(alias).last_at IS NULL OR \(alias).last_at >= \(since))") }
    if let until = until.stored { bounds.append("(\(alias).first_at IS NULL OR \(alias).first_at < \(until))") }
    return "(" + bounds.joined(separator: " AND ") + ")"
  }

  /// Writes that are gone, with their keys.
  private static let gone = """
    (SELECT coalesce(m.key, c.text || '#' || m.mutation) AS write_key, m.mutation_row, m.first_at, m.last_at
      FROM mutation_rows m LEFT JOIN symbols c ON c.symbol = m.client
      WHERE m.verdict <> 'delivered' AND m.verdict IN ('\(Verdict.dropped.rawValue)', '\(Verdict.lost.rawValue)'))
    """
  /// Findings that claim writes gone, once for each write.
  private static let claims = """
    (SELECT r.finding, r.first_at, r.last_at, e.id FROM finding_rows r JOIN finding_entities e ON e.finding = r.finding
      WHERE e.type = '\(EntityType.mutation.rawValue)'
        AND r.kind IN ('\(FindingKind.silentDrop.rawValue)', '\(FindingKind.writeLost.rawValue)'))
    """
}
