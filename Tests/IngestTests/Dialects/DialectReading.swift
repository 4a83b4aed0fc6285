import Dialects
import Digests
import Model
import RulePacks

@testable import Ingest

/// An event as a test compares it: symbols and texts as words.
struct SeenEvent: CustomStringConvertible {
  var kind: String
  /// The id of the dialect entry; empty where key spellings alone told.
  var entry = ""
  var group = ""
  var client = ""
  var connection = ""
  var user = ""
  var name = ""
  var request = ""
  var detail = ""
  var token: TokenFacts?
  var mutation: Int64?
  var status: Int32?
  var number: Int64?
  var at: Timestamp
  var isUntimed: Bool

  init(_ draft: EventDraft, in buffer: EventBuffer, set: DialectSet) {
    func word(_ symbol: Symbol) -> String { buffer.string(buffer.symbols[Int(symbol)]) }
    kind = draft.kind.name
    if draft.entry > 0 { entry = set.entries[Int(draft.entry) - 1].id }
    (group, client, connection) = (word(draft.group), word(draft.client), word(draft.connection))
    (user, name) = (word(draft.user), word(draft.name))
    (request, detail) = (buffer.string(draft.request), buffer.string(draft.detail))
    if draft.token > 0 { token = buffer.tokens[Int(draft.token) - 1] }
    mutation = draft.mutation == .min ? nil : draft.mutation
    status = draft.status == .min ? nil : draft.status
    number = draft.number == .min ? nil : draft.number
    at = draft.at
    isUntimed = draft.isUntimed
  }

  /// What the tables of the tests compare: kind, `client#mutation`, and what else is there.
  var description: String {
    var words = [kind]
    if !client.isEmpty || mutation != nil { words.append(client + (mutation.map { "#\($0)" } ?? "")) }
    if !name.isEmpty { words.append("name=\(name)") }
    if let status { words.append("status=\(status)") }
    if let number { words.append("number=\(number)") }
    return words.joined(separator: " ")
  }
}

/// Reads log lines with the product's reader and recognizer.
struct DialectReading {
  var events: [SeenEvent] = []
  /// The first entry that matched each record; nil for none.
  var entries: [String?] = []
  var roles: [SourceRole] = []
  /// Every text and symbol that the recognizer kept, with the masked texts of the records.
  var kept = ""
  /// The tokens that were seen.
  var tokens: [TokenFacts] = []

  init(_ text: String, set: DialectSet) throws {
    let recognizer = EventRecognizer(set, key: try CaseKey(bytes: [UInt8](repeating: 7, count: 32)))
    let reader = RecordReader()
    let buffer = EventBuffer()
    var state = FramingState()
    var notes: [RecordNote] = []
    let bytes = Array(text.utf8)
    let padded = bytes + [UInt8](repeating: 0, count: 64)
    padded.withUnsafeBytes { all in
      _ = reader.read(
        UnsafeRawBufferPointer(rebasing: all[0..<bytes.count]), at: 0, firstLine: 1, state: &state, isLast: true
      ) { record, _ in
        notes.append(recognizer.recognize(&record, index: UInt32(notes.count), into: buffer))
        _ = recognizer.maskedText(of: record, into: buffer)
      }
    }
    events = buffer.events.map { SeenEvent($0, in: buffer, set: set) }
    entries = notes.map { $0.entry == 0 ? nil : set.entries[Int($0.entry) - 1].id }
    roles = notes.map(\.role)
    kept = String(decoding: buffer.arena, as: UTF8.self)
    tokens = buffer.tokens
  }
}
