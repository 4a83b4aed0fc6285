import Model

/// How a correlation of some groups finds their events.
enum EventIndexes {
  /// Kinds that come by the thousand and say something only about their own group.
  private static let bulk: [EventKind] = [
    .connectionOpened, .connectionClosed, .clientSeen, .groupSeen, .pushForwarded, .mutationApplied, .mutationHandled,
    .lastMutationID, .resultStored, .apiRequestStarted,
  ]

  /// SQL that holds for events that other groups or the whole case may depend on. A push at the API is one when it was
  /// refused; so is a request, and one that names nobody but carries a token, which may have expired.
  static let isOfNote = """
    kind NOT IN (\(bulk.map { String($0.rawValue) }.joined(separator: ", ")))
      AND (kind <> \(EventKind.apiRequest.rawValue) OR status IS NULL OR status >= 400
        OR (grp = 0 AND client = 0 AND token <> 0))
      AND (kind <> \(EventKind.mutationStarted.rawValue) OR status >= 400)
    """

  /// SQL that holds for events without a time.
  static let isUntimed = "at IS NULL"
  static let hasToken = "token <> 0"

  /// The same as `isOfNote` for a row in memory.
  static func isOfNote(_ row: PackedEvent) -> Bool {
    if bulk.contains(row.kind) { return false }
    if row.kind == .mutationStarted { return row.status >= 400 }
    guard row.kind == .apiRequest else { return true }
    return row.status == .min || row.status >= 400 || (row.group == 0 && row.client == 0 && row.token != 0)
  }

  static let all = """
    CREATE INDEX IF NOT EXISTS event_of_note ON event_rows (kind) WHERE \(isOfNote);
    CREATE INDEX IF NOT EXISTS event_by_group ON event_rows (grp, client);
    CREATE INDEX IF NOT EXISTS event_without_time ON event_rows (grp, client) WHERE \(isUntimed);
    CREATE INDEX IF NOT EXISTS event_by_token ON event_rows (token) WHERE \(hasToken);
    """
}
