import Dialects
import Model

@testable import Ingest

/// Finds no events but those of table rows; keeps every text as it is.
final class PlainRecognizer: RecordRecognizer {
  func recognize(_ record: inout ParsedRecord, index: UInt32, into buffer: EventBuffer) -> Recognition {
    guard record.format == .row else { return Recognition() }
    var draft = EventDraft(kind: .lastMutationID)
    draft.record = index
    for field in record.fields.dropFirst() {
      switch String(decoding: field.keyBytes, as: UTF8.self) {
      case "clientID": draft.client = buffer.symbol(field.textBytes)
      case "clientGroupID": draft.group = buffer.symbol(field.textBytes)
      case "lastMutationID" where field.kind == .integer: draft.number = field.integer
      case "mutationID" where field.kind == .integer: draft.mutation = field.integer
      case "result": draft.detail = buffer.text(field.textBytes)
      default: break
      }
    }
    if draft.client != 0 { buffer.append(draft) }
    return Recognition()
  }

  func maskedText(of record: ParsedRecord, into buffer: EventBuffer) -> TextSpan { buffer.text(record.text) }
}
