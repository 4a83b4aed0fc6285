import Model

/// Writes what correlation concludes; used within one transaction. Rows are held back and written by thousands;
/// `finish()` writes the rest.
public final class ConclusionWriter {
  private let database: Database
  private let mutations = FedMutations()
  private let attempts = FedAttempts()
  private let connections = FedConnections()
  private let mutationFeed: RowFeed
  private let attemptFeed: RowFeed
  private let connectionFeed: RowFeed
  private let observations: Statement
  private let entities: Statement
  private let evidence: Statement
  private var nextMutation: Int64
  private var nextObservation: Int64
  /// Rows that are held back at most.
  private static let batch = 4096

  public init(_ file: CaseFile) throws(StoreError) {
    database = file.database
    nextMutation = (try database.integer("SELECT max(mutation_row) FROM mutation_rows") ?? 0) + 1
    nextObservation = (try database.integer("SELECT max(observation) FROM observation_rows") ?? 0) + 1
    func insert(_ table: String, _ columns: Int) throws(StoreError) -> Statement {
      let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
      return try file.database.prepare("INSERT OR IGNORE INTO \(table) VALUES (\(marks))")
    }
    mutationFeed = try RowFeed(database, into: "mutation_rows", columns: FedMutations.columns, rows: mutations)
    attemptFeed = try RowFeed(database, into: "attempt_rows", columns: FedAttempts.columns, rows: attempts)
    connectionFeed = try RowFeed(database, into: "connection_rows", columns: FedConnections.columns, rows: connections)
    observations = try insert("observation_rows", 23)
    entities = try insert("observation_entities", 3)
    evidence = try insert("observation_evidence", 4)
  }

  public func write(_ mutation: MutationConclusion, attempts tries: [AttemptConclusion]) throws(StoreError) {
    mutations.rows.append(mutation)
    for attempt in tries { attempts.rows.append((nextMutation, attempt)) }
    nextMutation += 1
    if mutations.rows.count >= Self.batch { try finish() }
  }

  public func write(_ connection: ConnectionConclusion) throws(StoreError) {
    connections.rows.append(connection)
    if connections.rows.count >= Self.batch { try finish() }
  }

  /// Writes the rows that are held back.
  public func finish() throws(StoreError) {
    try database.takingTurns { () throws(StoreError) in
      try mutationFeed.insert()
      try attemptFeed.insert()
      try connectionFeed.insert()
    }
    mutations.rows.removeAll(keepingCapacity: true)
    attempts.rows.removeAll(keepingCapacity: true)
    connections.rows.removeAll(keepingCapacity: true)
  }

  public func write(_ observation: Observation) throws(StoreError) {
    try database.takingTurns { () throws(StoreError) in try insert(observation) }
    nextObservation += 1
  }

  public func write(_ offset: ClockOffset) throws(StoreError) {
    let row = try database.prepare("INSERT OR REPLACE INTO clock_offset_rows VALUES (?, ?, ?, ?, ?)")
    row.bind(1, Int64(offset.source))
    row.bind(2, Int64(offset.reference))
    row.bind(3, offset.offset)
    row.bind(4, offset.uncertainty)
    row.bind(5, Int64(offset.pairs))
    try row.run()
  }

  private func insert(_ o: Observation) throws(StoreError) {
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
