/// The argument that a verdict rests on: which step of the judgement gave it.
public enum VerdictGround: UInt8, CaseIterable, Sendable {
  case none
  /// A line says that the write was applied, or that its request went through without an error.
  case applied
  /// A line says that it was processed without effect, and why.
  case errorWithWords
  /// A line says that it was processed without effect, and not why.
  case errorWithoutWords
  /// It was processed, and the sync server, whose log would show an error, printed none.
  case noErrorPrinted
  /// It was processed, and an error of its group names no write.
  case errorWithoutWrite
  /// It was processed, and no sync server log covers the moment of an error.
  case errorNotCovered
  /// It was processed, and the answer was hidden because it named another user.
  case answerHidden
  /// The same, and the sync server loaded no stored error afterwards.
  case noStoredError
  /// The same, and it loaded a stored error, which may be that of another write.
  case someStoredError
  /// A record names it and none says what became of it.
  case onlyNamed
  /// A snapshot of the clients table has not reached it.
  case snapshotBehind
  /// It was not processed when it was last tried, and its client came back later.
  case clientCameBack
  /// The same, and a sign of its client has no time.
  case signWithoutTime
  /// The same, and the logs end too early to tell whether the client came back.
  case logsTooShort
  /// The same, and its client was not seen again although the logs go on.
  case clientNotSeenAgain
  /// Its client was closed while it got no answer, and something kept it from being processed.
  case unansweredAtClose
}
