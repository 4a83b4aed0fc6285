import CaseStore
import Model

/// What the pipeline concluded from a scene.
struct Outcome {
  struct Write {
    /// `verdict cause strength`.
    var verdict: String
    var explanation: String
    /// The outcomes of its attempts, in order.
    var attempts: [String]
  }

  struct Seen {
    var type: String
    /// The client, else the group.
    var who: String
    var place: String
    var count: Int64
    var refused: Int64
    var accepted: Int64
    var writes: Int64
    var recovered: Bool?
    var latestExpiry: Double?
    var newerSince: String?
    var detail: String
    /// What its evidence shows, in order.
    var roles: String
  }

  /// By `client#id`.
  var writes: [String: Write] = [:]
  /// `version origin` of the sync server's source; nil where none is known.
  var serverVersion: String?
  var observations: [Seen] = []
  /// `rule severity`, sorted.
  var findings: [String]
  /// How far clocks were found to be apart.
  var clocks: [(milliseconds: Double, uncertainty: Double, pairs: Int64)] = []
  /// The words of findings, by rule.
  var words: [(rule: String, story: String, advice: String)] = []
  private var strengthsOfRules: [(rule: String, strength: String)] = []

  init(_ file: CaseFile, findings: [Finding]) throws {
    self.findings = findings.map { "\($0.ruleID) \($0.severity.rawValue)" }.sorted()
    try readWrites(file)
    let server = try file.database.prepare(
      "SELECT version || ' ' || version_origin FROM sources WHERE role = 'sync server'")
    if try server.step() { serverVersion = server.text(0) }
    try readObservations(file)
    words = findings.map { ($0.ruleID, $0.story, $0.advice) }
    strengthsOfRules = findings.map { ($0.ruleID, $0.strength.rawValue) }
    let rows = try file.database.prepare("SELECT offset_ms, uncertainty_ms, pairs FROM clock_offsets ORDER BY source")
    while try rows.step() { clocks.append((rows.double(0), rows.double(1), rows.integer(2))) }
  }

  private mutating func readWrites(_ file: CaseFile) throws {
    let rows = try file.database.prepare(
      """
      SELECT write_key, verdict || ' ' || cause || ' ' || strength, explanation,
        (SELECT group_concat(outcome, ' ') FROM (SELECT outcome FROM attempt_rows a
          WHERE a.mutation_row = m.mutation_row ORDER BY attempt)) FROM mutations m ORDER BY write_key
      """)
    while try rows.step() {
      writes[rows.text(0) ?? ""] = Write(
        verdict: rows.text(1) ?? "", explanation: rows.text(2) ?? "",
        attempts: (rows.text(3) ?? "").split(separator: " ").map(String.init))
    }
  }

  private mutating func readObservations(_ file: CaseFile) throws {
    let rows = try file.database.prepare(
      """
      SELECT type, coalesce(client_id, client_group_id, ''), coalesce(place, ''), count, refused, accepted, writes,
        recovered, expired_max_s, newer_since, coalesce(detail, ''),
        (SELECT group_concat(role, '; ') FROM (
          SELECT role FROM observation_evidence e WHERE e.observation = o.observation ORDER BY sequence))
      FROM observations o ORDER BY observation
      """)
    while try rows.step() {
      observations.append(
        Seen(
          type: rows.text(0) ?? "", who: rows.text(1) ?? "", place: rows.text(2) ?? "", count: rows.integer(3),
          refused: rows.integer(4), accepted: rows.integer(5), writes: rows.integer(6),
          recovered: rows.optionalInteger(7).map { $0 == 1 }, latestExpiry: rows.isNull(8) ? nil : rows.double(8),
          newerSince: rows.text(9), detail: rows.text(10) ?? "", roles: rows.text(11) ?? ""))
    }
  }

  /// `verdict cause strength` of a write; empty where it is not known.
  func verdict(_ key: String) -> String { writes[key]?.verdict ?? "" }
  func explanation(_ key: String) -> String { writes[key]?.explanation ?? "" }
  func seen(_ type: String) -> [Seen] { observations.filter { $0.type == type } }
  /// Strengths of the findings of a rule.
  func strengths(_ rule: String) -> [String] { strengthsOfRules.filter { $0.rule == rule }.map(\.strength) }
  /// Severities of the findings of a rule.
  func severities(_ rule: String) -> [String] {
    findings.filter { $0.hasPrefix(rule + " ") }.map { String($0.dropFirst(rule.count + 1)) }
  }
}
