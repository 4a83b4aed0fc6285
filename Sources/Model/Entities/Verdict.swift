/// What became of a write (design: three-valued at heart, never guessed).
public enum Verdict: String, CaseIterable, Sendable {
  /// Proof that its effects were applied.
  case delivered
  /// Processed without effects because the application refused it; the client was told.
  case rejected
  /// Processed without effects for a reason that is not the application's decision; nothing will retry it.
  case dropped
  /// Never processed, and its client never came back within the observed horizon.
  case lost
  /// Not processed at the end of the observation, its client still there.
  case pending
  /// The logs cannot tell; the explanation names what is missing.
  case unknown
}

/// Why a write got its verdict.
public enum Cause: String, CaseIterable, Sendable {
  case auth, application, database, transport
  case clientGone = "client_gone"
  case serverFault = "server_fault"
  case none, unknown
}

/// How firm a claim is.
public enum Strength: String, CaseIterable, Sendable {
  /// The given evidence leaves no other reading.
  case proved
  /// Another reading is possible; the text says which and what would settle it.
  case suspected
}
