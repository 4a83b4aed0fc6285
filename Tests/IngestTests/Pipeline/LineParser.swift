import CaseStore
import Dialects
import Model

@testable import Ingest

/// A parser for tests: one record a line, `key=value` words; a line that begins with a blank continues the one before.
///
/// `at=5 event=api_request request=r1 client=c group=g user=u status=200 detail=words`. A record is open until the next
/// line shows that it is complete, as in real text formats.
final class LineParser: BlockParser {
  struct Open: Equatable, Sendable {
    var line: String
    var offset: UInt64
    var length: UInt64
    var number: UInt64
  }

  func isSame(_ one: (any Sendable)?, _ other: (any Sendable)?) -> Bool { one as? Open == other as? Open }

  func parse(_ lines: Lines, into result: BlockResult, carried: (any Sendable)?) -> (any Sendable)? {
    var open = carried as? Open
    var offset = lines.offset
    var number = lines.firstLine
    var start = 0
    while start < lines.content.count {
      let rest = UnsafeRawBufferPointer(rebasing: lines.content[start...])
      let end = rest.endOfFirstLine ?? rest.count
      let line = String(decoding: rest[..<end].filter { $0 != 10 }, as: UTF8.self)
      if line.isEmpty {
        result.tally.bytes.blank += UInt64(end)
      } else if line.hasPrefix(" "), open != nil {
        open?.line += line
        open?.length += UInt64(end)
        result.tally.bytes.continuation += UInt64(end)
      } else {
        result.tally.bytes.parsed += UInt64(end)
        if let open { emit(open, result) }
        open = Open(line: line, offset: offset, length: UInt64(end), number: number)
        if line.hasSuffix(".") {
          emit(Open(line: line, offset: offset, length: UInt64(end), number: number), result)
          open = nil
        }
      }
      offset += UInt64(end)
      number += 1
      start += end
    }
    if lines.isLast, let last = open {
      emit(last, result)
      open = nil
    }
    return open
  }

  private func emit(_ open: Open, _ result: BlockResult) {
    var words: [String: String] = [:]
    for word in open.line.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1).map { String($0).replacing(".", with: "") }
      if parts.count == 2 { words[parts[0]] = parts[1] }
    }
    var record = ParsedRecord()
    record.time = words["at"].flatMap { Int64($0) }.map(Timestamp.init(microseconds:)) ?? .unknown
    record.timeOrigin = record.time.isKnown ? .body : .none
    record.format = .text
    let index = UInt32(result.records.count)
    if let kind = words["event"].flatMap(EventKind.init(name:)) {
      result.events.append(draft(kind, record: index, words, result.events))
    }
    result.tally.count(record, role: words["role"] == "api" ? .apiServer : .unknown)
    let facts = UInt16(
      RecordRow.facts(origin: record.timeOrigin, level: record.level, stream: record.stream, format: record.format))
    result.records.append(
      BlockRecord(
        offset: open.offset, length: open.length, line: open.number, at: record.time,
        text: words["event"] == nil ? .none : span(open.line, result.events), facts: facts, entry: 0))
  }

  private func draft(
    _ kind: EventKind, record: UInt32, _ words: [String: String], _ buffer: EventBuffer
  ) -> EventDraft {
    var draft = EventDraft(kind: kind)
    draft.record = record
    draft.group = symbol(words["group"], buffer)
    draft.client = symbol(words["client"], buffer)
    draft.user = symbol(words["user"], buffer)
    draft.name = symbol(words["name"], buffer)
    draft.status = words["status"].flatMap { Int32($0) } ?? Int32.min
    draft.mutation = words["mutation"].flatMap { Int64($0) } ?? .min
    if let token = words["token"] { draft.token = buffer.token(TokenFacts(fingerprint: token, kind: "jwt")) }
    if let request = words["request"] { draft.request = span(request, buffer) }
    if let detail = words["detail"] { draft.detail = span(detail, buffer) }
    return draft
  }

  private func symbol(_ text: String?, _ buffer: EventBuffer) -> Symbol {
    var text = text ?? ""
    return text.withUTF8 { buffer.symbol(UnsafeRawBufferPointer($0)) }
  }

  private func span(_ text: String, _ buffer: EventBuffer) -> TextSpan {
    var text = text
    return text.withUTF8 { buffer.text(UnsafeRawBufferPointer($0)) }
  }
}
