import Model

/// Requests to the sync server, as the proxy before it logs them.
extension EventRecognizer {
  /// Whether a request opens a socket at the sync server; also where the proxy logs paths without their query.
  func isSyncConnect(_ path: UnsafeRawBufferPointer) -> Bool {
    guard path.count > 15, path.contains("/sync/v") else { return false }
    return path.contains("/connect?") || path.slice(path.count - 8, path.count).isEqual("/connect")
  }

  /// `GET /sync/v45/connect?clientID=...&lmid=5`: a proxy writes the line when the socket ends, so it tells both ends.
  func recognizeSyncConnect(
    _ path: UnsafeRawBufferPointer, _ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer
  ) {
    let status = fields.integer(.status) ?? 101
    var draft = EventDraft(
      kind: status >= 500 || status == 401 || status == 403 ? .connectionRefused : .connectionOpened)
    draft.status = Int32(truncatingIfNeeded: status)
    draft.address = buffer.symbol(clean(fields.bytes(.address)))
    let lastMutation = readQuery(path, &draft, buffer)
    let length = duration()
    if let length, record.time.isKnown {
      draft.at = Timestamp(microseconds: record.time.microseconds - length)
    }
    draft.number = lastMutation ?? .min
    if length == nil && draft.kind == .connectionOpened { draft.isUntimed = true }
    append(draft, index, buffer)
    guard draft.kind == .connectionOpened else { return }
    if let lastMutation {
      var seen = draft
      seen.kind = .lastMutationID
      seen.status = .min
      seen.number = lastMutation
      append(seen, index, buffer)
    }
    // The line is written when the socket ends; without a duration it does not tell when it began.
    var closed = draft
    closed.kind = .connectionClosed
    closed.at = .unknown
    closed.status = .min
    closed.number = length ?? .min
    append(closed, index, buffer)
  }

  /// Takes the ids of a connect URL; returns its lmid.
  private func readQuery(_ path: UnsafeRawBufferPointer, _ draft: inout EventDraft, _ buffer: EventBuffer) -> Int64? {
    var lastMutation: Int64?
    var at = (path.firstIndex(of: 0x3f) ?? path.count) + 1
    while at < path.count {
      let rest = path.slice(at, path.count)
      let pair = rest.slice(0, rest.firstIndex(of: 0x26) ?? rest.count)
      at += pair.count + 1
      guard let equals = pair.firstIndex(of: 0x3d) else { continue }
      let key = pair.slice(0, equals)
      let value = pair.slice(equals + 1, pair.count)
      if key.isEqual("clientID") { draft.client = buffer.symbol(clean(value)) }
      if key.isEqual("clientGroupID") { draft.group = buffer.symbol(clean(value)) }
      if key.isEqual("userID") { draft.user = decoded(value, isForm: true) { buffer.symbol(clean($0)) } }
      if key.isEqual("wsid") { draft.connection = buffer.symbol(clean(value)) }
      if key.isEqual("lmid") { lastMutation = Numbers.integer(value) }
    }
    return lastMutation
  }
}
