import Model
import Patterns

/// Mutations and refusals in an API server's own words.
extension EventRecognizer {
  /// What a line says became of the mutations that it names.
  private struct Outcome {
    var kind: EventKind
    var failed: Int64?
  }

  // MARK: Refusals

  /// The status of a refusal that the line is; nil where it is none. 200 where the server went on anonymously.
  func refusalStatus(_ record: ParsedRecord) -> Int32? {
    let code = fields.bytes(.errorCode)
    if code.hasPrefix("ERR_JW") { return saysAnonymous(record) ? 200 : 401 }
    // A completion line with status 401 is a request; its own event says so.
    if fields.node(.status) != nil, record.format != .text { return nil }
    guard record.format != .access,
      record.level >= .warn || record.format == .text || record.level == .unknown,
      phrases.says(.refused, record.message)
    else { return nil }
    return saysAnonymous(record) ? 200 : 401
  }

  private func saysAnonymous(_ record: ParsedRecord) -> Bool { phrases.says(.anonymous, record.message) }

  func recognizeRefusal(
    _ status: Int32, _ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer, _ token: TokenFacts?
  ) -> Bool {
    var draft = EventDraft(kind: .tokenRejected)
    takeContext(&draft, buffer)
    takeRequest(&draft, buffer)
    draft.status = status
    draft.detail = refusalWords(record, buffer)
    if !forEachMutation(draft, buffer, { append($0, index, buffer, token: token) }) {
      append(draft, index, buffer, token: token)
    }
    return true
  }

  private func refusalWords(_ record: ParsedRecord, _ buffer: EventBuffer) -> TextSpan {
    words.removeAll(keepingCapacity: true)
    for slot in [Slot.errorCode, .reason, .error] {
      let bytes = clean(fields.bytes(slot))
      if bytes.count > 0 {
        words.append(contentsOf: bytes.prefixed(300))
        words.append(0x20)
      }
    }
    let message = clean(record.message)
    words.append(contentsOf: message.prefixed(300))
    return words.withUnsafeBytes { buffer.text($0) }
  }

  // MARK: Mutations

  func recognizeMutations(
    _ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer, _ token: TokenFacts?
  ) -> Bool {
    guard fields.node(.mutation) != nil || fields.node(.mutations) != nil || fields.node(.handled) != nil else {
      return recognizeMutationWords(record, index, buffer)
    }
    let outcome = outcome(record)
    var draft = EventDraft(kind: outcome.kind)
    takeContext(&draft, buffer)
    takeRequest(&draft, buffer)
    if let failed = outcome.failed { draft.number = failed }
    if outcome.kind != .mutationApplied {
      draft.detail = buffer.text(clean(fields.bytes(.error)).prefixed(600))
    }
    if outcome.kind == .mutationErrored, let status = fields.integer(.status), (100..<600).contains(status) {
      // A request that failed as a whole leaves its writes at their client.
      draft.status = Int32(truncatingIfNeeded: status)
    }
    // An application's own line: whether the request was answered with 200 stands elsewhere, or nowhere.
    if outcome.kind == .mutationErrored, fields.integer(.status) == nil { draft.number = 0 }
    // A line that names the writes of a request which was refused as a whole.
    if outcome.kind == .mutationStarted, fields.integer(.status) == 401 { draft.status = 401 }
    if outcome.kind == .mutationErrored || outcome.kind == .serviceUnavailable {
      draft.name = buffer.symbol(clean(errorWord).prefixed(120))
    }
    return forEachMutation(draft, buffer) { append($0, index, buffer, token: token) }
      || fields.node(.handled) != nil
        && draft.group != 0
  }

  /// The class of an error, or its code where the class says nothing.
  var errorWord: UnsafeRawBufferPointer {
    let name = fields.bytes(.errorName)
    let code = fields.bytes(.errorCode)
    let saysNothing = name.count == 0 || name.isEqual("Object") || name.isEqual("Error")
    return saysNothing && code.count > 0 ? code : name
  }

  private func outcome(_ record: ParsedRecord) -> Outcome {
    let failed = fields.integer(.failed)
    let error = fields.bytes(.error)
    let namesError = error.count > 0 && !["none", "null", "false"].contains { error.isEqual($0) }
    if let result = fields.node(.result) {
      let word = text(result)
      if word.isEmpty {
        if isEmptyObject(.result) { return Outcome(kind: .mutationApplied) }
      } else {
        switch ResultWord(word) {
        // A line that says both tells neither.
        case .applied:
          return Outcome(kind: namesError ? .mutationStarted : .mutationApplied, failed: namesError ? 1 : nil)
        case .alreadyProcessed: return Outcome(kind: .mutationAlreadyProcessed)
        case .outOfOrder: return Outcome(kind: .mutationOutOfOrder)
        case .failed: return Outcome(kind: .mutationErrored)
        case .open: return Outcome(kind: .mutationStarted, failed: failed)
        }
      }
    }
    if namesError || record.level >= .error {
      let isOutage = phrases.says(.unavailable, error) || phrases.says(.unavailable, record.message)
      return Outcome(kind: isOutage ? .serviceUnavailable : .mutationErrored)
    }
    if hasContradiction { return Outcome(kind: .mutationStarted, failed: 1) }
    if failed != nil || fields.node(.handled) != nil || saysHandled(record) {
      return Outcome(kind: .mutationHandled, failed: failed)
    }
    return Outcome(kind: .mutationStarted)
  }

  private func saysHandled(_ record: ParsedRecord) -> Bool {
    phrases.says(.handled, record.message) && !phrases.says(.unhandled, record.message)
  }

  /// `success: false`, `errors: 1`, `exception: "..."`, `status: "failed"`: whatever else the line says, not everything
  /// went well.
  private var hasContradiction: Bool {
    if let success = fields.node(.success), text(success) == "false" { return true }
    if let status = fields.node(.status), status.kind == .string, case .failed = ResultWord(text(status)) {
      return true
    }
    guard let position = fields.position(Slot.failures.rawValue) else { return false }
    let node = fields.fields[position]
    switch node.kind {
    case .string: return node.textBytes.count > 0
    case .integer: return node.integer > 0
    case .array, .object: return Int(node.end) > position + 1
    default: return false
    }
  }

  /// `"result":{}`: the answer of a mutator that returned without an error.
  private func isEmptyObject(_ slot: Slot) -> Bool {
    guard let start = fields.position(slot.rawValue), fields.fields[start].kind == .object else { return false }
    return Int(fields.fields[start].end) <= start + 1
  }

  /// `[mutate] user=u2 todo.create#9,todo.create#10`: writes without their client.
  private func recognizeMutationWords(_ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer) -> Bool {
    guard record.format == .text else { return false }
    var rest = record.message
    var isNamed = false
    while let matcher = phrases.match(.write, rest), let name = matcher.range("name"), let id = matcher.range("id") {
      var draft = EventDraft(kind: .mutationStarted)
      takeContext(&draft, buffer)
      draft.name = buffer.symbol(clean(rest.slice(name.lowerBound, name.upperBound)))
      draft.mutation = Numbers.integer(rest.slice(id.lowerBound, id.upperBound)) ?? .min
      append(draft, index, buffer)
      isNamed = true
      rest = rest.slice(id.upperBound, rest.count)
    }
    return isNamed
  }

  /// Calls `body` with a draft for every mutation that the line names; false where it names none.
  func forEachMutation(_ draft: EventDraft, _ buffer: EventBuffer, _ body: (EventDraft) -> Void) -> Bool {
    if let start = fields.position(Slot.mutations.rawValue), fields.fields[start].kind == .array {
      return forEachItem(start, draft, buffer, body)
    }
    guard let mutation = fields.integer(.mutation) else { return false }
    var one = draft
    one.mutation = mutation
    if one.name == 0 { one.name = buffer.symbol(clean(fields.bytes(.mutator))) }
    body(one)
    return true
  }

  private func forEachItem(
    _ start: Int, _ draft: EventDraft, _ buffer: EventBuffer, _ body: (EventDraft) -> Void
  ) -> Bool {
    var named = false
    var at = start + 1
    while at < Int(fields.fields[start].end) {
      let item = fields.fields[at]
      var one = draft
      let isNamed = item.kind == .object ? readItem(at, &one, buffer) : readItem(item.textBytes, &one, buffer)
      if isNamed && one.mutation > 0 {
        body(one)
        named = true
      }
      at = max(Int(item.end), at + 1)
    }
    return named
  }

  /// `{clientID, id, name, result}`
  private func readItem(_ start: Int, _ draft: inout EventDraft, _ buffer: EventBuffer) -> Bool {
    var at = start + 1
    while at < Int(fields.fields[start].end) {
      let node = fields.fields[at]
      let key = node.keyBytes
      if key.isEqual("clientID") || key.isEqual("client_id") || key.isEqual("clientId") {
        draft.client = buffer.symbol(clean(node.textBytes))
      } else if key.isEqual("id") || key.isEqual("mutationID") || key.isEqual("mutation_id")
        || key.isEqual("mutationId")
      {
        draft.mutation = Numbers.integer(node) ?? .min
      } else if key.isEqual("name") || key.isEqual("mutator") {
        if draft.name == 0 { draft.name = buffer.symbol(clean(node.textBytes)) }
      } else if key.isEqual("result") || key.isEqual("error") {
        readResult(at, &draft, buffer)
      }
      at = max(Int(node.end), at + 1)
    }
    return draft.mutation != .min && draft.client != 0
  }

  /// An item's own result decides over what the line says of all.
  private func readResult(_ start: Int, _ draft: inout EventDraft, _ buffer: EventBuffer) {
    let node = fields.fields[start]
    switch node.kind {
    case .object:
      guard Int(node.end) > start + 1 else {
        draft.kind = .mutationApplied
        return
      }
      for child in (start + 1)..<Int(node.end) {
        let field = fields.fields[child]
        if field.keyBytes.isEqual("error") {
          draft.kind = field.textBytes.isEqual("alreadyProcessed") ? .mutationAlreadyProcessed : .mutationErrored
        }
        if field.keyBytes.isEqual("message") || field.keyBytes.isEqual("details"), field.kind == .string {
          draft.detail = buffer.text(clean(field.textBytes))
        }
      }
    case .string where node.textBytes.count > 0:
      switch ResultWord(node.textBytes.asString) {
      case .applied: draft.kind = node.keyBytes.isEqual("error") ? .mutationErrored : .mutationApplied
      case .alreadyProcessed: draft.kind = .mutationAlreadyProcessed
      case .outOfOrder: draft.kind = .mutationOutOfOrder
      case .open where node.keyBytes.isEqual("result"): draft.kind = .mutationStarted
      case .failed, .open:
        draft.kind = .mutationErrored
        if !node.textBytes.isEqual("app") { draft.detail = buffer.text(clean(node.textBytes)) }
      }
    default: break
    }
  }

  /// `name:clientID:id` or `name#id` (the client stands in the line).
  private func readItem(_ text: UnsafeRawBufferPointer, _ draft: inout EventDraft, _ buffer: EventBuffer) -> Bool {
    if let hash = text.lastIndex(of: 0x23), let id = Numbers.integer(text.slice(hash + 1, text.count)) {
      draft.mutation = id
      if draft.name == 0 { draft.name = buffer.symbol(clean(text.slice(0, hash))) }
      return draft.client != 0
    }
    guard let last = text.lastIndex(of: 0x3a), let id = Numbers.integer(text.slice(last + 1, text.count)) else {
      return false
    }
    let head = text.slice(0, last)
    guard let colon = head.lastIndex(of: 0x3a) else { return false }
    draft.mutation = id
    draft.client = buffer.symbol(clean(head.slice(colon + 1, head.count)))
    if draft.name == 0 { draft.name = buffer.symbol(clean(head.slice(0, colon))) }
    return true
  }
}
