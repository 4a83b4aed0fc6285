public import Model

/// A rule that was run on a case, whether it found something or not.
public struct ReportedRule: Sendable, Equatable {
  public var id: String
  /// A word of `FindingKind`.
  public var kind: String
  public var severity: Severity
  /// As the rule file spells it, with its placeholders.
  public var title: String
  /// `rules/zero/detections/push-refused-401.yaml`
  public var file: String

  public init(id: String, kind: String, severity: Severity, title: String, file: String) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.title = title
    self.file = file
  }

  /// The pack that the rule's file lies in.
  public var pack: String {
    let parts = file.split(separator: "/")
    return parts.count > 1 && parts[0] == "rules" ? String(parts[1]) : "rules"
  }
}

/// A write as the view `mutations` tells it, its values in the order of `CaseFile.writeColumns`.
public typealias ReportedWrite = [StoredValue]

extension CaseFile {
  /// The rules that the last check ran, by id.
  ///
  /// - Throws: `StoreError` when the case cannot be read.
  public func reportedRules() throws(StoreError) -> [ReportedRule] {
    let rows = try database.prepare("SELECT rule_id, kind, severity, title, file FROM rules ORDER BY rule_id")
    return try rows.list { row in
      ReportedRule(
        id: row.text(0) ?? "", kind: row.text(1) ?? "", severity: Severity(rawValue: row.text(2) ?? "") ?? .info,
        title: row.text(3) ?? "", file: row.text(4) ?? "")
    }
  }

  /// The columns of a `ReportedWrite`.
  public static let writeColumns = [
    "system", "write_key", "client_group_id", "client_id", "mutation_id", "user_id", "name", "verdict", "cause",
    "strength", "explanation", "attempts", "first_at", "last_at",
  ]

  /// Goes through the writes of every verdict, by client and number, one at a time.
  ///
  /// - Parameters:
  ///   - scope: Writes that ended before or began after its window are left out; its limits do not matter.
  ///   - body: Takes one write.
  /// - Throws: `StoreError` when the case cannot be read; what `body` throws.
  public func eachWrite(in scope: ReportScope, _ body: (ReportedWrite) throws -> Void) throws {
    let rows = try ReportLoader(file: self, scope: scope).windowed(
      """
      SELECT \(Self.writeColumns.joined(separator: ", ")) FROM mutations WHERE \(scope.holdsWrite)
      ORDER BY client_group_id, client_id, mutation_id, write_key, mutation_row
      """)
    while try rows.step() {
      try body(Self.writeColumns.indices.map { rows.value(Int32($0)) })
    }
  }
}
