import CaseStore
import Testing

@Suite struct RowSelectionTests {
  @Test(arguments: RowView.allCases)
  func theColumnsAreThoseOfTheView(view: RowView) throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let statement = try file.database.prepare("SELECT * FROM \(view.rawValue)")
    #expect((0..<statement.columnCount).map(statement.columnName) == view.columns.map(\.name))
  }

  @Test func aFilterOnTheVerdictUsesThePartialIndex() throws {
    let file = try SampleCase().file
    let dropped = RowFilter.test(column: "verdict", .word("dropped"))
    let other = RowFilter.not(.test(column: "cause", .word("auth")))
    for filter in [dropped, .all([dropped, other]), .any([dropped, .test(column: "verdict", .word("lost"))])] {
      let plan = try file.plan(of: RowSelection(.mutations, columns: ["write_key"], filter: filter))
      #expect(plan.contains { $0.contains("USING INDEX mutation_not_delivered") }, "\(plan)")
    }
  }

  @Test func aFilterThatDeliveredWritesMayMeetReadsThemToo() throws {
    var sample = try SampleCase()
    try sample.add(write: 1, of: "c1", verdict: "delivered")
    try sample.add(write: 2, of: "c1", verdict: "dropped")
    let either = RowFilter.any([.test(column: "verdict", .word("dropped")), .test(column: "mutation_id", .number(1))])
    let rows = try sample.file.rows(RowSelection(.mutations, columns: ["write_key"], filter: either))
    #expect(rows.map { $0["write_key"].text } == ["c1#1", "c1#2"])
  }

  private static let filters: [(RowFilter, [String])] = [
    (.test(column: "detail", .text(TextPattern("A%_*"))), ["a%_b"]),
    (.not(.test(column: "detail", .text(TextPattern("A%_*")))), ["axyb", "ä\\b", "nil"]),
    (.test(column: "detail", .text(TextPattern("ä\\\\?"))), ["ä\\b"]),
    (.test(column: "detail", .text(TextPattern("AXYB", isCased: true))), []),
    (.not(.test(column: "detail", .text(TextPattern("AX*", isCased: true)))), ["a%_b", "axyb", "ä\\b", "nil"]),
    (.test(column: "detail", .matcher { $0.hasSuffix("b") }), ["a%_b", "axyb", "ä\\b"]),
    (.not(.test(column: "detail", .matcher { $0.hasSuffix("yb") })), ["a%_b", "ä\\b", "nil"]),
    (
      .not(.all([.test(column: "status", .number(401)), .test(column: "detail", .matcher { $0 == "axyb" })])),
      ["a%_b", "ä\\b", "nil"]
    ),
    (
      .any([.test(column: "status", .ordered(.gt, 401)), .test(column: "detail", .matcher { $0 == "a%_b" })]),
      ["a%_b", "ä\\b"]
    ),
    (.test(column: "detail", .isNull), ["nil"]),
    (.not(.test(column: "status", .ordered(.lte, 401))), ["ä\\b", "nil"]),
    (.all([]), ["a%_b", "axyb", "ä\\b", "nil"]),
    (.any([]), []),
    (.test(column: "first_at", .orderedText(.gte, "1970-01-01T00:00:03")), ["ä\\b", "nil"]),
  ]

  @Test(arguments: filters.indices)
  func sqliteAndSwiftAgreeOnAFilter(index: Int) throws {
    let (filter, expected) = Self.filters[index]
    var sample = try SampleCase()
    try sample.add(observation: "auth_refused", of: "c1", at: 1_000_000, ["detail": "'a%_b'", "status": "401"])
    try sample.add(observation: "auth_refused", of: "c1", at: 2_000_000, ["detail": "'axyb'", "status": "401"])
    try sample.add(observation: "auth_refused", of: "c1", at: 3_000_000, ["detail": "'ä\\b'", "status": "403"])
    try sample.add(observation: "auth_refused", of: "c1", at: 4_000_000)
    let selected = try sample.file.rows(RowSelection(.observations, columns: ["detail", "status"], filter: filter))
    #expect(selected.map { $0["detail"].text ?? "nil" } == expected)
    let everything = try sample.file.rows(
      RowSelection(.observations, columns: ["detail", "status", "first_at"], filter: .all([])))
    let decided = everything.filter { row in filter.matches { row[$0] } }
    #expect(decided.map { $0["detail"].text ?? "nil" } == expected)
  }

  @Test func theOrderDoesNotDependOnTheOrderOfInsertion() throws {
    var forwards = try SampleCase()
    var backwards = try SampleCase()
    let writes: [(Int, String, Int64)] = [(2, "c1", 5), (1, "c1", 5), (1, "c2", 3)]
    for (write, client, at) in writes { try forwards.add(write: write, of: client, verdict: "lost", at: at) }
    for (write, client, at) in writes.reversed() {
      try backwards.add(write: write, of: client, verdict: "lost", at: at)
    }
    let selection = RowSelection(.mutations, columns: ["write_key"], filter: .test(column: "verdict", .word("lost")))
    let keys = try [forwards, backwards].map { try $0.file.rows(selection).map { $0["write_key"].text } }
    #expect(keys == [["c2#1", "c1#1", "c1#2"], ["c2#1", "c1#1", "c1#2"]])
  }
}
