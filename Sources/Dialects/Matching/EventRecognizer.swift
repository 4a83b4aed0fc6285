public import Digests
public import Model
import Patterns

/// Turns records into events by the dialects; one per worker.
///
/// Nothing raw leaves it: every byte that gets into the buffer went through the masker where it could hold a credential.
public final class EventRecognizer {
  let set: DialectSet
  let masker: CredentialMasker
  let fields: FieldIndex
  private var matchers: [PatternMatcher?]
  private var masked: [UInt8] = []
  private var scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
  private var hasSecret = false
  private var found: [TokenFacts] = []
  var words: [UInt8] = []
  let phrases: PhraseMatchers
  var tokensByKey: [TokenKey: TokenFacts] = [:]

  /// Makes a recognizer.
  ///
  /// - Parameters:
  ///   - set: the dialects.
  ///   - key: the case's key, for fingerprints.
  public init(_ set: DialectSet, key: CaseKey) {
    self.set = set
    masker = CredentialMasker(key: key)
    fields = FieldIndex(slotCount: set.slotCount, table: set.table)
    matchers = set.entries.map { $0.test.pattern?.makeMatcher() }
    phrases = PhraseMatchers(set.phrases)
  }

  deinit { scratch.deallocate() }

  /// Finds the events of a record and adds them to the buffer.
  ///
  /// - Parameters:
  ///   - record: the record; its field slots are filled in.
  ///   - index: its index within the block.
  ///   - buffer: takes the events.
  /// - Returns: what is to be kept of the record.
  public func recognize(_ record: inout ParsedRecord, index: UInt32, into buffer: EventBuffer) -> RecordNote {
    var note = RecordNote()
    scanCredentials(record, note: &note)
    fields.read(record.fields)
    let before = buffer.events.count
    switch record.format {
    case .zeroJSON, .zeroText:
      note.role = .syncServer
      matchEntries(record, index, buffer, &note)
    case .consoleSink:
      note.role = fields.node(.client) != nil ? .client : .apiServer
      matchEntries(record, index, buffer, &note)
    case .json, .access, .text:
      matchEntries(record, index, buffer, &note)
      if buffer.events.count == before { recognizeApplication(record, index, buffer, &note) }
    case .row:
      note.role = .database
      recognizeRow(index, buffer)
    case .unknown: break
    }
    if note.hasCredential { append(EventDraft(kind: .credentialLogged), index, buffer, token: found.first) }
    for event in buffer.events[before...] where !event.kind.isQuiet { note.isNotable = true }
    return note
  }

  /// The record's text with every credential replaced.
  public func maskedText(of record: ParsedRecord, into buffer: EventBuffer) -> TextSpan {
    buffer.text(clean(record.text))
  }

  // MARK: Credentials

  private func scanCredentials(_ record: ParsedRecord, note: inout RecordNote) {
    found.removeAll(keepingCapacity: true)
    hasSecret = masker.mayHoldCredential(record.text)
    guard hasSecret else { return }
    masked.removeAll(keepingCapacity: true)
    note.hasCredential = masker.mask(record.text, into: &masked) { found.append($0) }
  }

  /// The first raw token of the record: the one that an API request carried.
  var carriedToken: TokenFacts? { found.first { $0.kind == "jwt" } }

  /// Bytes as they may be kept.
  func clean(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard hasSecret, bytes.count > 0, masker.mayHoldCredential(bytes) else { return bytes }
    masked.removeAll(keepingCapacity: true)
    masker.mask(bytes, into: &masked) { _ in }
    if scratch.count < masked.count {
      scratch.deallocate()
      scratch = .allocate(byteCount: masked.count * 2, alignment: 1)
    }
    scratch.copyBytes(from: masked)
    // Good until the next call: callers copy it into the arena at once.
    return UnsafeRawBufferPointer(scratch).slice(0, masked.count)
  }

  // MARK: Entries

  private func matchEntries(
    _ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer, _ note: inout RecordNote
  ) {
    for place in set.index.candidates(record.message) {
      tryEntry(set.index.number(at: place), record, index, buffer, &note)
    }
    for (slot, number) in set.index.byField where fields.has(slot) {
      tryEntry(number, record, index, buffer, &note)
    }
    // Routine records do not pay for entries without a head: those look for failures.
    guard record.format != .zeroJSON || record.level >= .warn || record.message.count == 0 else { return }
    for number in set.index.anywhere(record.format) { tryEntry(number, record, index, buffer, &note) }
  }

  private func tryEntry(
    _ number: UInt16, _ record: ParsedRecord, _ index: UInt32, _ buffer: EventBuffer, _ note: inout RecordNote
  ) {
    let entry = set.entries[Int(number) - 1]
    guard entry.covers(record.format), entry.covers(record.level), matches(entry, record) else { return }
    if note.entry == 0 { note.entry = number }
    guard let kind = entry.event else { return }
    var draft = EventDraft(kind: kind)
    draft.entry = number
    takeContext(&draft, buffer)
    var claims = Claims()
    for (target, value) in entry.targets { assign(target, value, entry, record, &draft, &claims, buffer) }
    let token = claims.facts(masker) ?? (carriesToken(kind) ? carriedToken : nil)
    if let each = entry.each, appendEach(each, draft, index, buffer, token) { return }
    append(draft, index, buffer, token: token)
  }

  private func carriesToken(_ kind: EventKind) -> Bool {
    kind == .tokenPresented || kind == .tokenUpdated || kind == .tokenRejected
  }

  private func matches(_ entry: DialectEntry, _ record: ParsedRecord) -> Bool {
    let message = subject(of: entry, record)
    let test = entry.test
    if let exact = test.exact, !(message.count == exact.count && message.hasPrefix(exact)) { return false }
    if let prefix = test.prefix, !message.hasPrefix(prefix) { return false }
    if let contains = test.contains, !message.contains(contains) { return false }
    guard entry.conditions.allSatisfy({ holds($0) }) else { return false }
    if let matcher = matchers[Int(entry.number) - 1], !matcher.match(message) { return false }
    return true
  }

  /// What an entry's literals and pattern are matched against.
  private func subject(of entry: DialectEntry, _ record: ParsedRecord) -> UnsafeRawBufferPointer {
    guard let slot = entry.test.subject else { return record.message }
    return fields.node(slot)?.textBytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }

  private func holds(_ condition: DialectEntry.Condition) -> Bool {
    let node = fields.node(condition.slot)
    switch condition.test {
    case .exists(let wanted): return (node != nil) == wanted
    case .isOneOf(let values): return node.map { isValue($0, oneOf: values) } ?? false
    case .isNot(let values): return node.map { !isValue($0, oneOf: values) } ?? true
    case .hasPrefix(let prefix): return node.map { text($0).hasPrefix(prefix) } ?? false
    }
  }

  private func isValue(_ node: FieldNode, oneOf values: [String]) -> Bool {
    if node.kind == .string { return values.contains { node.textBytes.elementsEqual($0.utf8) } }
    return values.contains(text(node))
  }

  /// A scalar's text.
  func text(_ node: FieldNode) -> String {
    switch node.kind {
    case .string: node.textBytes.asString
    case .integer: String(node.integer)
    case .double: String(node.double)
    case .bool: node.integer == 0 ? "false" : "true"
    default: ""
    }
  }

  private func assign(
    _ target: DialectEntry.Target, _ value: DialectEntry.Value, _ entry: DialectEntry, _ record: ParsedRecord,
    _ draft: inout EventDraft, _ claims: inout Claims, _ buffer: EventBuffer
  ) {
    let bytes: UnsafeRawBufferPointer
    var number: Int64?
    switch value {
    case .field(let slot):
      guard let node = fields.node(slot) else { return }
      number = Numbers.integer(node)
      bytes = node.textBytes
    case .group(let name):
      guard let matcher = matchers[Int(entry.number) - 1], let range = matcher.range(name) else { return }
      bytes = subject(of: entry, record).slice(range.lowerBound, range.upperBound)
      number = Numbers.integer(bytes)
    case .literal(let text):
      var text = text
      return text.withUTF8 {
        store(target, UnsafeRawBufferPointer($0), Numbers.integer(UnsafeRawBufferPointer($0)), &draft, &claims, buffer)
      }
    }
    store(target, bytes, number, &draft, &claims, buffer)
  }

  private func store(
    _ target: DialectEntry.Target, _ bytes: UnsafeRawBufferPointer, _ number: Int64?, _ draft: inout EventDraft,
    _ claims: inout Claims, _ buffer: EventBuffer
  ) {
    switch target {
    case .group: draft.group = buffer.symbol(clean(bytes))
    case .client: draft.client = buffer.symbol(clean(bytes))
    case .connection: draft.connection = buffer.symbol(clean(bytes))
    case .user: draft.user = decoded(bytes) { buffer.symbol(clean($0)) }
    case .name: draft.name = buffer.symbol(clean(bytes).prefixed(120))
    case .address: draft.address = buffer.symbol(clean(bytes))
    case .mutation: draft.mutation = number ?? .min
    case .status: draft.status = number.map { Int32(truncatingIfNeeded: $0) } ?? .min
    case .number: draft.number = number ?? .min
    case .detail: draft.detail = buffer.text(clean(bytes).prefixed(600))
    case .request: draft.request = buffer.text(clean(bytes))
    case .at: draft.at = Timestamp(rfc3339: bytes) ?? .unknown
    case .subject: claims.subject = clean(bytes).asString
    case .tokenID: claims.tokenID = clean(bytes).asString
    case .expiresAt: claims.expiresAt = number
    case .issuedAt: claims.issuedAt = number
    }
  }

  private func appendEach(
    _ each: DialectEntry.Each, _ draft: EventDraft, _ index: UInt32, _ buffer: EventBuffer, _ token: TokenFacts?
  ) -> Bool {
    guard let start = fields.position(each.over), fields.fields[start].kind == .array else { return false }
    var isEmpty = true
    var at = start + 1
    while at < Int(fields.fields[start].end) {
      var one = draft
      let end = Int(fields.fields[at].end)
      for child in (at + 1)..<max(end, at + 1) {
        let node = fields.fields[child]
        if equals(node.keyBytes, each.client) { one.client = buffer.symbol(clean(node.textBytes)) }
        if equals(node.keyBytes, each.mutation) { one.mutation = Numbers.integer(node) ?? .min }
      }
      append(one, index, buffer, token: token)
      isEmpty = false
      at = max(end, at + 1)
    }
    return !isEmpty
  }

  private func equals(_ bytes: UnsafeRawBufferPointer, _ text: String) -> Bool { bytes.elementsEqual(text.utf8) }

  // MARK: Drafts

  /// Fills in the ids that the record itself carries.
  func takeContext(_ draft: inout EventDraft, _ buffer: EventBuffer) {
    draft.group = buffer.symbol(clean(fields.bytes(.group)))
    draft.client = buffer.symbol(clean(fields.bytes(.client)))
    draft.connection = buffer.symbol(clean(fields.bytes(.connection)))
    draft.user = buffer.symbol(clean(userBytes))
  }

  var userBytes: UnsafeRawBufferPointer {
    let user = fields.bytes(.user)
    if user.count > 0 { return isNobody(user) ? UnsafeRawBufferPointer(start: nil, count: 0) : user }
    return fields.bytes(.subject)
  }

  /// How programs print that there is no user.
  private func isNobody(_ user: UnsafeRawBufferPointer) -> Bool {
    user.isEqual("-") || user.isEqual("null") || user.isEqual("undefined")
  }

  func append(_ draft: EventDraft, _ index: UInt32, _ buffer: EventBuffer, token: TokenFacts? = nil) {
    var draft = draft
    draft.record = index
    if let token { draft.token = buffer.token(token) }
    buffer.append(draft)
  }
}

/// Claims of a token that a record spells out.
struct Claims {
  var subject: String?
  var tokenID: String?
  var issuedAt: Int64?
  var expiresAt: Int64?

  func facts(_ masker: CredentialMasker) -> TokenFacts? {
    guard tokenID != nil || expiresAt != nil else { return nil }
    return masker.facts(
      subject: subject, tokenID: tokenID, issuedAt: issuedAt.map(Numbers.epochSeconds),
      expiresAt: expiresAt.map(Numbers.epochSeconds), kind: "jwt")
  }
}
