public import Model

/// A mutation with its verdict, as correlation concludes it.
public struct MutationConclusion: Sendable {
  public var group: Symbol
  public var client: Symbol
  public var mutation: Int64
  public var user: Symbol = 0
  public var name: Symbol = 0
  public var verdict: Verdict
  public var cause: Cause
  public var strength: Strength
  /// One sentence that names the evidence; nil for the routine sentence that the view makes from `record`.
  public var explanation: String?
  /// The record that decided.
  public var record: Int64?
  public var attempts: Int = 0
  public var firstAt: Timestamp = .unknown
  public var lastAt: Timestamp = .unknown

  public init(group: Symbol, client: Symbol, mutation: Int64, verdict: Verdict, cause: Cause, strength: Strength) {
    self.group = group
    self.client = client
    self.mutation = mutation
    self.verdict = verdict
    self.cause = cause
    self.strength = strength
  }
}

/// One try to get a mutation through.
public struct AttemptConclusion: Sendable {
  public var at: Timestamp
  public var record: Int64
  public var apiRecord: Int64?
  public var status: Int32?
  /// applied, handled, dropped, refused, failed, rolled_back, already_processed, out_of_order
  public var outcome: String
  public var token: Int32
  public var request: String
  /// `proved` or `suspected`, where the try was put together from two records.
  public var link: String?
  public var linkReason: String?

  public init(at: Timestamp, record: Int64, outcome: String, token: Int32 = 0, request: String = "") {
    self.at = at
    self.record = record
    self.outcome = outcome
    self.token = token
    self.request = request
  }
}

/// One socket of a client.
public struct ConnectionConclusion: Sendable {
  public var group: Symbol = 0
  public var client: Symbol = 0
  public var connection: Symbol = 0
  public var user: Symbol = 0
  public var address: Symbol = 0
  public var token: Int32 = 0
  public var closeReason: Symbol = 0
  public var closeCode: Int32?
  public var openedAt: Timestamp = .unknown
  public var closedAt: Timestamp = .unknown
  public var openedRecord: Int64?
  public var closedRecord: Int64?
  public init() {}
}

/// Something that happened to a client, a group, a server or a credential: what rules classify.
public struct Observation: Sendable {
  public var type: String
  public var group: Symbol = 0
  public var client: Symbol = 0
  public var user: Symbol = 0
  public var token: Int32 = 0
  public var place: String?
  public var carrier: String?
  public var cause: String?
  public var status: Int32?
  public var strength: Strength = .proved
  public var firstAt: Timestamp = .unknown
  public var lastAt: Timestamp = .unknown
  public var count = 0
  public var accepted = 0
  public var refused = 0
  public var writes = 0
  public var recovered: Bool?
  /// Microseconds.
  public var recoveredAfter: Int64?
  public var expiredMin: Int64?
  public var expiredMax: Int64?
  public var newerSince: Timestamp = .unknown
  public var detail: String = ""
  public var entities: [Finding.Entity] = []
  public var evidence: [Finding.Evidence] = []
  public init(type: String) { self.type = type }
}

/// Writes what correlation concludes; used within one transaction.
public final class ConclusionWriter {
  private let mutations: Statement
  private let attempts: Statement
  private let connections: Statement
  private let observations: Statement
  private let entities: Statement
  private let evidence: Statement
  private var nextMutation: Int64 = 1
  private var nextConnection: Int64 = 1
  private var nextObservation: Int64 = 1
  public var mutationCount: Int64 { nextMutation - 1 }

  public init(_ file: CaseFile) throws(StoreError) {
    func insert(_ table: String, _ columns: Int) throws(StoreError) -> Statement {
      let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
      return try file.database.prepare("INSERT OR IGNORE INTO \(table) VALUES (\(marks))")
    }
    mutations = try insert("mutation_rows", 15)
    attempts = try insert("attempt_rows", 11)
    connections = try insert("connection_rows", 13)
    observations = try insert("observation_rows", 23)
    entities = try insert("observation_entities", 3)
    evidence = try insert("observation_evidence", 4)
  }

  public func write(_ m: MutationConclusion, attempts tries: [AttemptConclusion]) throws(StoreError) {
    mutations.bindNull(1)  // the next number: appended without a search
    mutations.bind(2, Int64(m.group))
    mutations.bind(3, Int64(m.client))
    mutations.bind(4, m.mutation)
    mutations.bindNull(5)
    mutations.bind(6, Int64(m.user))
    mutations.bind(7, Int64(m.name))
    mutations.bind(8, m.verdict.rawValue)
    mutations.bind(9, m.cause.rawValue)
    mutations.bind(10, m.strength.rawValue)
    mutations.bind(11, m.explanation)
    mutations.bind(12, m.record)
    mutations.bind(13, Int64(m.attempts))
    mutations.bind(14, m.firstAt.stored)
    mutations.bind(15, m.lastAt.stored)
    try mutations.run()
    for attempt in tries { try write(attempt) }
    nextMutation += 1
  }

  private func write(_ a: AttemptConclusion) throws(StoreError) {
    attempts.bindNull(1)
    attempts.bind(2, nextMutation)
    attempts.bind(3, a.at.stored)
    attempts.bind(4, a.record)
    attempts.bind(5, a.apiRecord)
    attempts.bind(6, a.status.map(Int64.init))
    attempts.bind(7, a.outcome)
    attempts.bind(8, Int64(a.token))
    attempts.bind(9, a.request.isEmpty ? nil : a.request)
    attempts.bind(10, a.link)
    attempts.bind(11, a.linkReason)
    try attempts.run()
  }

  public func write(_ c: ConnectionConclusion) throws(StoreError) {
    let values: [Int64?] = [
      nextConnection, Int64(c.group), Int64(c.client), Int64(c.connection), Int64(c.user), Int64(c.address),
      c.openedAt.stored, c.closedAt.stored, c.closeCode.map(Int64.init), Int64(c.closeReason), Int64(c.token),
      c.openedRecord, c.closedRecord,
    ]
    for (index, value) in values.enumerated() { connections.bind(Int32(index + 1), value) }
    try connections.run()
    nextConnection += 1
  }

  public func write(_ o: Observation) throws(StoreError) {
    let row = observations
    row.bind(1, nextObservation)
    row.bind(2, o.type)
    row.bind(3, Int64(o.group))
    row.bind(4, Int64(o.client))
    row.bind(5, Int64(o.user))
    row.bind(6, Int64(o.token))
    row.bind(7, o.place)
    row.bind(8, o.carrier)
    row.bind(9, o.cause)
    row.bind(10, o.status.map(Int64.init))
    row.bind(11, o.strength.rawValue)
    row.bind(12, o.firstAt.stored)
    row.bind(13, o.lastAt.stored)
    row.bind(14, Int64(o.count))
    row.bind(15, Int64(o.accepted))
    row.bind(16, Int64(o.refused))
    row.bind(17, Int64(o.writes))
    row.bind(18, o.recovered.map { $0 ? 1 : 0 })
    row.bind(19, o.recoveredAfter)
    row.bind(20, o.expiredMin)
    row.bind(21, o.expiredMax)
    row.bind(22, o.newerSince.stored)
    row.bind(23, o.detail.isEmpty ? nil : o.detail)
    try row.run()
    try writeEntities(o.entities)
    try writeEvidence(o.evidence)
    nextObservation += 1
  }

  private func writeEntities(_ list: [Finding.Entity]) throws(StoreError) {
    for entity in list where !entity.id.isEmpty {
      entities.bind(1, nextObservation)
      entities.bind(2, entity.type.rawValue)
      entities.bind(3, entity.id)
      try entities.run()
    }
  }

  private func writeEvidence(_ list: [Finding.Evidence]) throws(StoreError) {
    var seen: Set<Int64> = []
    for (sequence, item) in list.enumerated() where seen.insert(item.record).inserted {
      evidence.bind(1, nextObservation)
      evidence.bind(2, Int64(sequence))
      evidence.bind(3, item.record)
      evidence.bind(4, item.role)
      try evidence.run()
    }
  }
}
