/// The fixed vocabulary of findings (docs/findings.md).
public enum FindingKind: String, CaseIterable, Sendable {
  case silentDrop = "silent_drop"
  case writeLost = "write_lost"
  case outcomeContradicted = "outcome_contradicted"
  case ghostWrite = "ghost_write"
  case duplicateWrite = "duplicate_write"
  case wrongIdentity = "wrong_identity"
  case staleToken = "stale_token"
  case authRefused = "auth_refused"
  case authLoop = "auth_loop"
  case authStuck = "auth_stuck"
  case pusherDied = "pusher_died"
  case userMismatch = "user_mismatch"
  case serverFault = "server_fault"
  case credentialLeak = "credential_leak"
}

/// How urgent a finding is. `medium` and above is an alarm.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  case info, low, medium, high, critical

  public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// The types of identity that a finding is about, as `finding_entities.type` spells them.
public enum EntityType: String, CaseIterable, Sendable {
  case clientGroup = "client_group"
  case client, user, session, token, connection, mutation, request, address, source
}
