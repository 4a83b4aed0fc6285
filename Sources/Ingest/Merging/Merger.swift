import CaseStore
import Dialects
import Model

/// Takes the parcels in their order, gives the numbers and writes the rows. Whatever the number of threads, it sees the
/// same parcels in the same order.
final class Merger {
  private let conveyor: Conveyor
  private let options: IngestOptions
  private let versions: EntryVersions
  private let writer: CaseWriter
  private let earlierStates: EarlierStates
  private let parser: any BlockParser
  private let progress: ProgressMeter
  private let symbols: SymbolTable
  private var tokens: TokenTable
  private var groups: [Symbol: Symbol]
  private var newGroups: [(client: Symbol, group: Symbol)] = []
  private(set) var summary = IngestSummary()

  private let lastEarlierSource: Int32
  private var lastSource: Int32
  private var lastRecord: Int64
  private var lastEvent: Int64
  private var current: OpenSource?
  private var symbolMap: [Symbol] = []
  private var rows: [RecordRow] = []
  private var tokenMap: [Int32] = []

  init(
    conveyor: Conveyor, options: IngestOptions, case caseFile: CaseFile, contents: CaseContents,
    versions: @escaping EntryVersions, parser: any BlockParser, progress: ProgressMeter
  ) throws(StoreError) {
    self.conveyor = conveyor
    self.options = options
    self.versions = versions
    self.parser = parser
    self.progress = progress
    writer = try CaseWriter(caseFile)
    earlierStates = try EarlierStates(writer)
    symbols = SymbolTable(contents.symbols)
    tokens = TokenTable(contents.tokens)
    groups = contents.groups
    lastEarlierSource = contents.lastSource
    lastSource = contents.lastSource
    lastRecord = contents.lastRecord
    lastEvent = contents.lastEvent
  }

  /// Works until the feeder has nothing more.
  func run() throws {
    while let parcel = conveyor.takeParcel() {
      switch parcel {
      case .begin(let context): begin(context)
      case .block(let block):
        try take(block)
        conveyor.giveBack(block)
        progress.tell(records: summary.records + (current?.tally.records ?? 0))
      case .end(let end): try finish(end)
      case .known(let problem):
        summary.problems.append(problem)
        summary.skippedSources += 1
      case .problem(let problem): summary.problems.append(problem)
      case .settled(let changes, let files):
        for change in changes { try settle(change) }
        summary.settledFiles = files
      }
    }
    try writer.finishEvents()
    try symbols.write(to: writer)
    try tokens.write(to: writer)
    try writer.put(groups: newGroups)
    try writer.removeTokensOfRemovedSources()
  }

  // MARK: Sources

  private func begin(_ context: SourceContext) {
    current = OpenSource(context, recordsBefore: lastRecord, eventsBefore: lastEvent) { [unowned self] event in
      try write(event)
    }
  }

  private func finish(_ end: SourceEnd) throws {
    guard let source = current else { return }
    try source.requests.finish()
    for sign in source.signs.latest { try write(sign) }
    current = nil
    if end.isDuplicate { return try discard(source) }
    for earlier in end.beginnings { try remove(earlier) }
    let row = source.row(number: lastSource + 1, end, symbols: symbols, versions: versions)
    let firstRecord = source.recordsBefore + 1
    if let longer = try earlierStates.source(beginningWith: row, firstRecord: firstRecord) {
      // A log that was cut down is told as such, when what it held gets another name.
      if longer.path != row.path { summary.problems.append(.earlier(row.path, of: longer.path, size: row.size)) }
      return try discard(source)
    }
    for earlier in try earlierStates.earlierStates(of: row, firstRecord: firstRecord) {
      summary.problems.append(.earlier(earlier.path, of: row.path, size: earlier.size))
      try remove(earlier.source)
    }
    lastSource += 1
    try writer.insert(row)
    try earlierStates.note(row, firstRecord: firstRecord)
    try symbols.write(to: writer)
    tokens.keep()
    try writer.put(groups: newGroups)
    newGroups.removeAll(keepingCapacity: true)
    summary.problems += source.tally.notices.problems(of: source.context.path)
    summary.sources += 1
    summary.records += source.tally.records
    summary.events += lastEvent - source.eventsBefore
    summary.bytes += end.size
  }

  /// Takes back a source of which nothing is new.
  private func discard(_ source: OpenSource) throws {
    try writer.removeRows(records: source.recordsBefore + 1, events: source.eventsBefore + 1)
    lastRecord = source.recordsBefore
    lastEvent = source.eventsBefore
    symbols.discardUnwritten()
    tokens.discard()
    newGroups.removeAll {
      groups[$0.client] = nil; return true
    }
    summary.skippedSources += 1
  }

  /// Removes a source because a longer one begins with it.
  private func remove(_ earlier: Int32) throws {
    try writer.remove(source: earlier)
    if earlier > lastEarlierSource {
      summary.sources -= 1
      summary.skippedSources += 1
    } else {
      summary.grownSources += 1
    }
  }

  private func settle(_ change: SourceSettlement.Change) throws {
    switch change {
    case .moved(let source, let path): try writer.rename(source: source, to: path)
    case .replaced(let source, let path, let kept):
      try writer.rename(source: source, to: kept)
      summary.problems.append(.replaced(path, kept: kept))
    }
  }

  // MARK: Blocks

  private func take(_ block: Block) throws {
    guard let source = current else { return }
    if block.isSkipped {
      source.skip(block)
      return
    }
    var isWasted = false
    if !block.isParsed || source.carried != nil {
      // The worker could not know what the block before leaves open, or left the block to this thread.
      isWasted = parser.parseAgain(block, carried: source.carried)
    }
    source.carry(block.carried, isWasted: isWasted)
    if block.headCount > 0 { try merge(block.head, of: source) }
    try merge(block.result, of: source)
  }

  private func merge(_ result: BlockResult, of source: OpenSource) throws {
    symbols.translate(result.events, into: &symbolMap)
    tokenMap = result.events.tokens.map { tokens.number(of: $0) }
    let firstRecord = lastRecord + 1
    let arena = result.events.arena
    // Results, because a closure that throws a typed error is not passed through by the pointer calls.
    try arena.withUnsafeBytes { texts in
      try writeRecords(&result.records, texts, source)
      try writeEvents(result, texts, firstRecord: firstRecord, source)
    }
    source.tally.add(result.tally)
  }

  private func writeRecords(
    _ records: inout [BlockRecord], _ texts: UnsafeRawBufferPointer, _ source: OpenSource
  ) throws(StoreError) {
    rows.removeAll(keepingCapacity: true)
    for index in records.indices {
      source.date(&records[index])
      let record = records[index]
      lastRecord += 1
      rows.append(
        RecordRow(
          record: lastRecord, source: lastSource + 1, offset: record.offset, length: record.length, line: record.line,
          at: record.at, facts: Int64(record.facts), entry: Int64(record.entry)))
      if !record.text.isEmpty { try writer.insert(text: texts.part(record.text), ofRecord: lastRecord) }
    }
    try writer.insert(rows)
  }

  private func writeEvents(
    _ result: BlockResult, _ texts: UnsafeRawBufferPointer, firstRecord: Int64, _ source: OpenSource
  ) throws {
    for draft in result.events.events {
      source.note(entry: draft.entry)
      var event = self.event(draft)
      event.record = firstRecord + Int64(draft.record)
      event.source = lastSource + 1
      event.at = draft.isUntimed ? .unknown : draft.at.isKnown ? draft.at : result.records[Int(draft.record)].at
      guard isWanted(event.at) else { continue }
      if event.kind == .clientSeen || event.kind == .groupSeen {
        if let first = source.signs.note(event) { try write(first) }
        continue
      }
      if event.kind == .serverStarted && event.name != 0 { source.version = source.version ?? event.name }
      if draft.request.isEmpty {
        try write(event, detail: texts.part(draft.detail))
      } else {
        let request = texts.part(draft.request)
        event.request = String(decoding: request, as: UTF8.self)
        event.detail = String(decoding: texts.part(draft.detail), as: UTF8.self)
        try source.requests.add(event, hash: request.quickHash)
      }
    }
  }

  private func event(_ draft: EventDraft) -> Event {
    var event = Event(kind: draft.kind)
    event.group = symbolMap[Int(draft.group)]
    event.client = symbolMap[Int(draft.client)]
    event.connection = symbolMap[Int(draft.connection)]
    event.user = symbolMap[Int(draft.user)]
    event.name = symbolMap[Int(draft.name)]
    event.address = symbolMap[Int(draft.address)]
    event.token = draft.token == 0 ? 0 : tokenMap[Int(draft.token) - 1]
    event.mutation = draft.mutation == .min ? nil : draft.mutation
    event.status = draft.status == .min ? nil : draft.status
    event.number = draft.number == .min ? nil : draft.number
    return event
  }

  private func isWanted(_ time: Timestamp) -> Bool {
    guard time.isKnown else { return true }
    if let since = options.since, time < since { return false }
    if let until = options.until, !(time < until) { return false }
    return true
  }

  private func write(_ event: Event, detail: UnsafeRawBufferPointer) throws(StoreError) {
    var event = event
    number(&event)
    try writer.insert(event, request: UnsafeRawBufferPointer(start: nil, count: 0), detail: detail)
  }

  private func write(_ event: Event) throws(StoreError) {
    var event = event
    number(&event)
    try writer.insert(event)
  }

  private func number(_ event: inout Event) {
    lastEvent += 1
    event.id = lastEvent
    if event.client != 0 && event.group != 0 && groups[event.client] == nil {
      groups[event.client] = event.group
      newGroups.append((event.client, event.group))
    }
  }
}
