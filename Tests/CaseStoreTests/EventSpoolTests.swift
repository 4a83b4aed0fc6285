import Model
import Testing

@testable import CaseStore

@Suite struct EventSpoolTests {
  private func spool(_ file: CaseFile, events: Int, limit: Int) throws -> EventSpool {
    let spool = try EventSpool(file.database, isKept: true, limit: limit)
    for number in 1...events {
      var event = Event(kind: .mutationApplied)
      event.id = Int64(number)
      event.client = Symbol(number)
      event.mutation = number % 2 == 0 ? Int64(number) : nil
      event.request = "r\(number)"
      event.detail = number % 5 == 0 ? "détail \(number)" : ""
      try spool.append(event)
    }
    try spool.write()
    return spool
  }

  private func rows(_ file: CaseFile) throws -> [String] {
    let statement = try file.database.prepare(
      "SELECT event, client, coalesce(mutation, '-'), request, coalesce(detail, '-') FROM event_rows ORDER BY event")
    var rows: [String] = []
    while try statement.step() { rows.append((0..<5).map { statement.text($0) ?? "" }.joined(separator: "|")) }
    return rows
  }

  @Test func rowsInTheFileAreThoseInMemory() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let spool = try spool(file, events: 20_000, limit: 1 << 30)
    #expect(spool.isComplete)
    let kept = (0..<spool.table.count).map { index in
      let event = spool.table.event(index)
      let mutation = event.mutation.map { "\($0)" } ?? "-"
      return "\(event.id)|\(event.client)|\(mutation)|\(event.request)|\(event.detail.isEmpty ? "-" : event.detail)"
    }
    #expect(kept.count == 20_000)
    #expect(try rows(file) == kept)
  }

  @Test func beyondItsLimitNothingIsKeptButAllIsWritten() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let spool = try spool(file, events: 20_000, limit: 1 << 20)
    #expect(!spool.isComplete)
    #expect(spool.table.count == 0)
    #expect(try rows(file).count == 20_000)
    #expect(try rows(file).last == "20000|20000|20000|r20000|détail 20000")
  }

  @Test(arguments: [1, 8_192, 8_193, 19_999])
  func takenBackEventsAreGoneFromMemory(first: Int) throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let spool = try spool(file, events: 20_000, limit: 1 << 30)
    try spool.remove(from: Int64(first))
    try file.database.execute("DELETE FROM event_rows WHERE event >= \(first)")
    #expect(spool.table.count == first - 1)
    var event = Event(kind: .clientSeen)
    event.id = Int64(first)
    try spool.append(event)
    try spool.write()
    #expect(try rows(file).count == first)
    #expect(spool.table[first - 1].kind == .clientSeen)
  }
}
