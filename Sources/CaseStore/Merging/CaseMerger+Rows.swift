public import Model

extension CaseMerger {
  private static let rowsPerBatch = 4_096

  /// Copies a source with its records, texts and events.
  func copy(_ item: MergePlan.Item, number: Int64) throws {
    let records = try copyRecords(item, source: number)
    try copyTexts(item, records)
    try copyEvents(item, source: number, records)
    let columns = Array(repeating: "?", count: item.source.values.count).joined(separator: ", ")
    let row = try target.database.prepare("INSERT INTO source_rows VALUES (\(columns))")
    var values = item.source.values
    values[0] = .integer(number)
    values[1] = .text(item.path)
    row.bind(values)
    try row.run()
  }

  /// The numbers of a source's records in the merged case.
  struct RecordNumbers {
    /// Numbers in the case that they come from, where retention left gaps; else they follow on each other.
    var kept: [Int64]?
    var range: ClosedRange<Int64>
    var first: Int64

    func number(of record: Int64) -> Int64? {
      guard range.contains(record) else { return nil }
      guard let kept else { return first + record - range.lowerBound }
      var (low, high) = (0, kept.count)
      while low < high {
        let middle = (low + high) / 2
        if kept[middle] < record { low = middle + 1 } else { high = middle }
      }
      return low < kept.count && kept[low] == record ? first + Int64(low) : nil
    }
  }

  private func copyRecords(_ item: MergePlan.Item, source: Int64) throws(StoreError) -> RecordNumbers? {
    let input = inputs[item.input]
    guard let (range, count) = input.records[item.source.number] else { return nil }
    let isWhole = count == Int64(range.count)
    var numbers = RecordNumbers(kept: isWhole ? nil : [], range: range, first: lastRecord + 1)
    let entries = entryMaps[item.input]
    let rows = try input.file.database.prepare(
      """
      SELECT offset, length, line, at, facts, entry, record FROM record_rows
      WHERE record BETWEEN ?1 AND ?2 AND source = ?3 ORDER BY record
      """)
    rows.bind([.integer(range.lowerBound), .integer(range.upperBound), .integer(item.source.number)])
    var batch: [RecordRow] = []
    while try rows.step() {
      lastRecord += 1
      batch.append(
        RecordRow(
          record: lastRecord, source: Int32(truncatingIfNeeded: source), offset: UInt64(clamping: rows.integer(0)),
          length: UInt64(clamping: rows.integer(1)), line: UInt64(clamping: rows.integer(2)),
          at: Timestamp(stored: rows.optionalInteger(3)), facts: rows.integer(4),
          entry: entries[rows.integer(5)] ?? rows.integer(5)))
      if !isWhole { numbers.kept?.append(rows.integer(6)) }
      if batch.count == Self.rowsPerBatch {
        try writer.insert(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    try writer.insert(batch)
    return numbers
  }

  private func copyTexts(_ item: MergePlan.Item, _ numbers: RecordNumbers?) throws {
    guard let numbers else { return }
    let rows = try inputs[item.input].file.database.prepare(
      "SELECT record, text FROM record_texts WHERE record BETWEEN ?1 AND ?2 ORDER BY record")
    rows.bind([.integer(numbers.range.lowerBound), .integer(numbers.range.upperBound)])
    while try rows.step() {
      guard let number = numbers.number(of: rows.integer(0)) else { continue }
      try rows.withBytes(1) { bytes in
        guard !tokens.aliases.isEmpty else { return try writer.insert(text: bytes, ofRecord: number) }
        var text = renamed(String(decoding: bytes, as: UTF8.self))
        try text.withUTF8 { try writer.insert(text: UnsafeRawBufferPointer($0), ofRecord: number) }
      }
    }
  }

  private func copyEvents(_ item: MergePlan.Item, source: Int64, _ numbers: RecordNumbers?) throws(StoreError) {
    let input = inputs[item.input]
    guard let range = input.events[item.source.number], let numbers else { return }
    let rows = try EventRows(
      input.file.database,
      where:
        "event BETWEEN \(range.lowerBound) AND \(range.upperBound) AND source = \(item.source.number) ORDER BY event")
    let (symbols, tokens) = (symbolMaps[item.input], tokenMaps[item.input])
    while var event = try rows.next() {
      guard let record = numbers.number(of: event.record) else { continue }
      rows.readTexts(&event)
      lastEvent += 1
      event.id = lastEvent
      event.record = record
      event.source = Int32(truncatingIfNeeded: source)
      event.group = symbols.mapped(event.group)
      event.client = symbols.mapped(event.client)
      event.connection = symbols.mapped(event.connection)
      event.user = symbols.mapped(event.user)
      event.name = symbols.mapped(event.name)
      event.address = symbols.mapped(event.address)
      event.token = tokens.mapped(event.token)
      if !self.tokens.aliases.isEmpty { event.detail = renamed(event.detail) }
      if event.client != 0, event.group != 0, groups[event.client] == nil {
        groups[event.client] = event.group
        newGroups.append((event.client, event.group))
      }
      try writer.insert(event)
    }
  }

  /// A text with the fingerprints of tokens that were known again under another one.
  public func renamed(_ text: String) -> String {
    guard !tokens.aliases.isEmpty, text.contains("t:") else { return text }
    return text.replacing(/t:[0-9a-f]{12}/) { match in tokens.aliases[String(match.output)] ?? String(match.output) }
  }
}

extension CaseMerger {
  /// Takes over the acceptances of all cases; of two for one finding the one that was given last stays.
  ///
  /// - Parameter moment: now; what has expired by then does not count.
  /// - Returns: how many there are, and how many of them are for findings that the merged case does not have.
  /// - Throws: `StoreError`.
  public func takeOverAcceptances(at moment: Timestamp) throws -> (taken: Int, withoutFinding: Int) {
    var all: [String: Acceptance] = [:]
    for acceptance in try inputs.flatMap({ try $0.file.acceptances() }) {
      guard let other = all[acceptance.fingerprint] else {
        all[acceptance.fingerprint] = acceptance
        continue
      }
      let isLater =
        (acceptance.acceptedAt, acceptance.until, acceptance.reason) > (other.acceptedAt, other.until, other.reason)
      if isLater { all[acceptance.fingerprint] = acceptance }
    }
    for acceptance in all.values.sorted(by: { $0.fingerprint < $1.fingerprint }) { try target.accept(acceptance) }
    try target.markAccepted(at: moment)
    let known = Set(
      try target.database.prepare("SELECT fingerprint FROM finding_rows").list { $0.text(0) ?? "" })
    return (all.count, all.keys.count { !known.contains($0) })
  }

  /// How many nights the cases have seen; their history stays where it is.
  public func nightCount() throws(StoreError) -> Int {
    var count = 0
    for input in inputs { count += try input.file.nights().count }
    return count
  }
}

extension [Int32] {
  /// What stands for a number; 0, which is nothing, for a number that a damaged case made up.
  fileprivate func mapped(_ number: Int32) -> Int32 { indices.contains(Int(number)) ? self[Int(number)] : 0 }
}
