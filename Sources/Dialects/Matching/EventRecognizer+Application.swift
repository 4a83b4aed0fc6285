import Model

/// What tells the tokens of lines apart.
struct TokenKey: Hashable {
  var id: UInt64
  var user: UInt64
  var expiresAt: Int64
}

/// API servers and proxies in the application's own words: what a record means is read from the keys that it has.
extension EventRecognizer {
  func recognizeApplication(
    _ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer, _ note: inout RecordNote
  ) {
    let path = requestPath()
    if isSyncConnect(path) {
      note.role = .proxy
      recognizeSyncConnect(path, record, index, buffer)
      return
    }
    let token = lineToken()
    let before = buffer.events.count
    if let refused = refusalStatus(record), recognizeRefusal(refused, record, index, buffer, token) {
      note.role = .apiServer
    } else if recognizeMutations(record, index, buffer, token) {
      note.role = .apiServer
    } else if let token, phrases.says(.issued, record.message) {
      var draft = EventDraft(kind: .tokenIssued)
      takeContext(&draft, buffer)
      takeRequest(&draft, buffer)
      append(draft, index, buffer, token: token)
      note.role = .apiServer
      return
    } else if record.level >= .error, recognizeFault(record, index, buffer) {
      note.role = record.format == .json ? .apiServer : .unknown
      note.isRoleShared = note.role != .unknown
    }
    let isNamed = buffer.events.count > before
    let isRequest = recognizeRequest(path, record, index, buffer, token, isNamed: isNamed)
    if isRequest { noteRequest(record, &note) }
    noteLateToken(token, record, &note)
  }

  private func noteRequest(_ record: ParsedRecord, _ note: inout RecordNote) {
    if fields.node(.upstream) != nil {
      note.role = .proxy
      note.isRoleShared = false
    } else if note.role == .unknown && record.format != .access {
      note.role = .apiServer
      note.isRoleShared = true
    }
  }

  private func noteLateToken(_ token: TokenFacts?, _ record: ParsedRecord, _ note: inout RecordNote) {
    guard let expires = token?.expiresAt, record.time.isKnown else { return }
    if record.time.microseconds > expires * 1_000_000 { note.isNotable = true }
  }

  /// An error line that names no write: something that the server needs does not answer.
  private func recognizeFault(_ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer) -> Bool {
    let error = fields.bytes(.error)
    let isDatabase = phrases.says(.database, record.message) || phrases.says(.database, error)
    guard isDatabase || phrases.says(.unavailable, record.message) || phrases.says(.unavailable, error) else {
      return false
    }
    var draft = EventDraft(kind: isDatabase ? .databaseFault : .serviceUnavailable)
    takeContext(&draft, buffer)
    takeRequest(&draft, buffer)
    draft.name = buffer.symbol(clean(errorWord).prefixed(120))
    words.removeAll(keepingCapacity: true)
    words.append(contentsOf: clean(record.message).prefixed(300))
    if error.count > 0 {
      words.append(contentsOf: ": ".utf8)
      words.append(contentsOf: clean(error).prefixed(300))
    }
    draft.detail = words.withUnsafeBytes { buffer.text($0) }
    append(draft, index, buffer)
    return true
  }

  // MARK: Parts of a line

  /// The token that the line names by its claims, or carries.
  private func lineToken() -> TokenFacts? {
    if let carried = carriedToken { return carried }
    let expiresAt = fields.integer(.expiresAt)
    let tokenID = fields.node(.tokenID)
    let user = userBytes
    guard tokenID != nil || (expiresAt != nil && user.count > 0) else { return nil }
    // The same few tokens come back on line after line; their fingerprints are remembered.
    let id = tokenID.map { $0.kind == .string ? EventBuffer.hash($0.textBytes) : UInt64(bitPattern: $0.integer) } ?? 0
    let key = TokenKey(id: id, user: EventBuffer.hash(user), expiresAt: expiresAt ?? 0)
    if let known = tokensByKey[key] { return known }
    var claims = Claims()
    claims.expiresAt = expiresAt
    claims.issuedAt = fields.integer(.issuedAt)
    claims.tokenID = tokenID.map { $0.kind == .string ? clean($0.textBytes).asString : text($0) }
    claims.subject = user.count > 0 ? clean(user).asString : nil
    guard let facts = claims.facts(masker) else { return nil }
    if tokensByKey.count >= 4096 { tokensByKey.removeAll(keepingCapacity: true) }
    tokensByKey[key] = facts
    return facts
  }

  func takeRequest(_ draft: inout EventDraft, _ buffer: EventBuffer) {
    if let request = fields.node(.request) {
      if request.kind == .string {
        draft.request = buffer.text(clean(request.textBytes))
      } else {
        var digits = text(request)
        draft.request = digits.withUTF8 { buffer.text(UnsafeRawBufferPointer($0)) }
      }
    }
  }

  private func requestPath() -> UnsafeRawBufferPointer {
    let url = fields.bytes(.url)
    if url.count > 0 { return url }
    let line = fields.bytes(.requestLine)
    guard let space = line.firstIndex(of: 0x20) else { return line }
    let rest = line.slice(space + 1, line.count)
    return rest.slice(0, rest.firstIndex(of: 0x20) ?? rest.count)
  }

  private func method() -> UnsafeRawBufferPointer {
    let method = fields.bytes(.method)
    if method.count > 0 { return method }
    let line = fields.bytes(.requestLine)
    return line.slice(0, line.firstIndex(of: 0x20) ?? 0)
  }

  func duration() -> Int64? {
    if let micros = fields.integer(.durationMicroseconds) { return micros }
    if let node = fields.node(.durationMilliseconds), let value = number(node) { return Int64(value * 1000) }
    if let node = fields.node(.durationSeconds), let value = number(node) { return Int64(value * 1_000_000) }
    return nil
  }

  private func number(_ node: FieldNode) -> Double? {
    switch node.kind {
    case .integer, .double: node.double
    case .string: Double(node.textBytes.asString)
    default: nil
    }
  }

  // MARK: Requests

  /// The request itself: its completion, or its start where the line says nothing else.
  ///
  /// Loggers bind the request to each line of it, so a line with a path is not always its start; what such a line says
  /// otherwise carries the request's id and token.
  private func recognizeRequest(
    _ path: UnsafeRawBufferPointer, _ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer,
    _ token: TokenFacts?, isNamed: Bool
  ) -> Bool {
    if fields.bytes(.direction).isEqual("in") { return true }
    // A status beside a request id or a path is a completion; a level or a code that happens to be called so is not.
    if let status = fields.integer(.status), status >= 100, status < 600 {
      guard path.count > 0 || fields.node(.request) != nil else { return false }
      var draft = EventDraft(kind: .apiRequest)
      fillRequest(&draft, path, buffer)
      draft.status = Int32(truncatingIfNeeded: status)
      draft.number = duration() ?? .min
      append(draft, index, buffer, token: token)
      return true
    }
    guard fields.node(.request) != nil, path.count > 0 || token != nil else { return false }
    if isNamed { return true }
    var draft = EventDraft(kind: .apiRequestStarted)
    fillRequest(&draft, path, buffer)
    append(draft, index, buffer, token: token)
    return true
  }

  private func fillRequest(_ draft: inout EventDraft, _ path: UnsafeRawBufferPointer, _ buffer: EventBuffer) {
    takeContext(&draft, buffer)
    takeRequest(&draft, buffer)
    draft.name = buffer.symbol(clean(withoutHost(path.slice(0, path.firstIndex(of: 0x3f) ?? path.count))))
    let method = method()
    if method.count > 0 && !method.isEqual("POST") { draft.detail = buffer.text(clean(method)) }
  }

  /// The path of `http://host/path`; some proxies write the whole address.
  private func withoutHost(_ path: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard path.hasPrefix("http"), path.prefixed(8).contains("://") else { return path }
    let host = path.slice(8, path.count)
    return host.slice(host.firstIndex(of: 0x2f) ?? 0, host.count)
  }

  // MARK: Rows of a snapshot

  func recognizeRow(_ index: UInt32, _ buffer: EventBuffer) {
    if let last = fields.integer(.lastMutationID) {
      var draft = EventDraft(kind: .lastMutationID)
      takeContext(&draft, buffer)
      draft.number = last
      draft.status = 1
      append(draft, index, buffer)
    } else if let mutation = fields.integer(.mutation), fields.node(.result) != nil {
      var draft = EventDraft(kind: .resultStored)
      takeContext(&draft, buffer)
      draft.mutation = mutation
      let result = fields.bytes(.result)
      draft.detail = buffer.text(clean(result.slice(0, min(600, result.count))))
      if result.contains("\"error\"") { draft.name = buffer.symbol(Self.word("app")) }
      append(draft, index, buffer)
    }
  }

  static func word(_ text: StaticString) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }
}
