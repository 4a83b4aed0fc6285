import CaseStore
import Model

extension JSONReport {
  struct FindingItem: Encodable {
    struct AcceptanceItem: Encodable {
      var reason: String
      var until: String
    }
    struct EntityItem: Encodable {
      var type: String
      var id: String
    }
    struct EvidenceItem: Encodable {
      var source: String
      var line: Int
      var offset: Int
      var length: Int
      var at: String?
      var role: String
      var text: String?
    }

    var finding: Int64
    var ruleId: String
    var kind: String
    var severity: String
    var strength: String
    var title: String
    var subject: String
    var story: String
    var advice: String
    var firstAt: String?
    var lastAt: String?
    var count: Int
    var status: String
    var fingerprint: String
    var acceptance: AcceptanceItem?
    var entities: JSONList<EntityItem>
    var evidence: JSONList<EvidenceItem>

    init(_ finding: ReportedFinding) {
      self.finding = finding.finding
      ruleId = finding.ruleID
      kind = finding.kind
      severity = finding.severity.rawValue
      strength = finding.strength.rawValue
      title = finding.title
      subject = finding.subject
      story = finding.story
      advice = finding.advice
      firstAt = finding.firstAt
      lastAt = finding.lastAt
      count = finding.count
      status = finding.status
      fingerprint = finding.fingerprint
      acceptance = finding.acceptance.map { AcceptanceItem(reason: $0.reason, until: $0.until) }
      entities = JSONList(finding.entities) { EntityItem(type: $0.type.rawValue, id: $0.id) }
      evidence = JSONList(finding.evidence) { item in
        EvidenceItem(
          source: item.source, line: item.line, offset: item.offset, length: item.length, at: item.at,
          role: item.role, text: item.text)
      }
    }
  }

  struct TokenItem: Encodable {
    struct LateItem: Encodable {
      var at: String?
      var event: String
      var expiredByMs: Int64
      var source: String
      var line: Int
    }

    var token: String
    var kind: String
    var algorithm: String?
    var keyId: String?
    var issuer: String?
    var subject: String?
    var tokenId: String?
    var issuedAt: String?
    var expiresAt: String?
    var firstSeenAt: String?
    var lastSeenAt: String?
    var sightings: Int
    var late: JSONList<LateItem>

    init(_ token: ReportedToken) {
      self.token = token.token
      kind = token.kind
      algorithm = token.algorithm
      keyId = token.keyID
      issuer = token.issuer
      subject = token.subject
      tokenId = token.tokenID
      issuedAt = token.issuedAt
      expiresAt = token.expiresAt
      firstSeenAt = token.firstSeenAt
      lastSeenAt = token.lastSeenAt
      sightings = token.sightings
      late = JSONList(token.late) { item in
        LateItem(
          at: item.at, event: item.event, expiredByMs: item.expiredByMicroseconds / 1_000, source: item.source,
          line: item.line)
      }
    }
  }

  struct SourceItem: Encodable {
    var path: String
    var role: String
    var format: String
    var envelope: String
    var level: String
    var version: String?
    var versionOrigin: String?
    var firstAt: String?
    var lastAt: String?
    var records: Int
    var sha256: String
    var size: Int
    var bytes: [String: Int]
    var malformed: Int
    var firstMalformedLine: Int?
    var addsUp: Bool
    var note: String?

    init(_ source: ReportedSource) {
      path = source.path
      role = source.role
      format = source.format
      envelope = source.envelope
      level = source.level
      version = source.version
      versionOrigin = source.versionOrigin
      firstAt = source.firstAt
      lastAt = source.lastAt
      records = source.records
      sha256 = source.sha256
      size = source.size
      bytes = [
        "parsed": source.bytesParsed, "continuation": source.bytesContinuation, "blank": source.bytesBlank,
        "malformed": source.bytesMalformed, "skipped": source.bytesSkipped,
      ]
      malformed = source.malformed
      firstMalformedLine = source.firstMalformedLine
      addsUp = source.addsUp
      note = source.note
    }
  }
}
