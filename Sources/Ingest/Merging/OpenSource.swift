import CaseStore
import Model

/// The versions that a match of a dialect entry implies, by the entry's number.
typealias EntryVersions = @Sendable (UInt16) -> VersionRange?

/// The source that the merger works on.
final class OpenSource {
  let context: SourceContext
  let recordsBefore: Int64
  let eventsBefore: Int64
  var tally = SourceTally()
  var requests: RequestAssembler
  var signs = SignsOfLife()
  /// The version that the server itself told.
  var version: Symbol?
  /// Dialect entries that its lines matched.
  private var entries: Set<UInt16> = []
  private var lastEntry: UInt16 = 0
  /// What the block before left open.
  private(set) var carried: (any Sendable)?
  private var wastedBlocks = 0
  private var lastSkippedLine: UInt64 = 0
  private var lastTime = Timestamp.unknown
  private var recordsSinceTime = 0
  /// zero-cache's JSON has a time in one record of hundreds; an access log in every second or third.
  private static let reachOfTime = 20

  /// From this many blocks on that were parsed ahead for nothing, workers leave the source alone.
  private static let wastedBlocksLimit = 4

  init(
    _ context: SourceContext, recordsBefore: Int64, eventsBefore: Int64, emit: @escaping (Event) throws -> Void
  ) {
    self.context = context
    self.recordsBefore = recordsBefore
    self.eventsBefore = eventsBefore
    requests = RequestAssembler(emit: emit)
  }

  /// Counts a piece of a line that is too long, or of a source that is no text.
  func skip(_ block: Block) {
    tally.bytes.skipped += UInt64(block.count)
    guard !context.isBinary, lastSkippedLine != block.firstLine else { return }
    lastSkippedLine = block.firstLine
    tally.notices.note(.longLine, line: block.firstLine)
  }

  func carry(_ carried: (any Sendable)?, isWasted: Bool) {
    self.carried = carried
    if carried != nil { context.startToCarryOver() }
    if isWasted { wastedBlocks += 1 }
    if wastedBlocks >= Self.wastedBlocksLimit { context.becomeSequential() }
  }

  /// Gives a record without a time that of a record shortly before it: further on, nothing is known of its time.
  func date(_ record: inout BlockRecord) {
    if record.at.isKnown {
      lastTime = record.at
      recordsSinceTime = 0
    } else if lastTime.isKnown && recordsSinceTime < Self.reachOfTime {
      recordsSinceTime += 1
      record.at = lastTime
      record.facts = record.facts & ~15 | UInt16(TimeOrigin.interpolated.rawValue)
    }
  }

  /// Notes the entry that recognised an event; most follow one of the same entry.
  func note(entry: UInt16) {
    guard entry != lastEntry else { return }
    lastEntry = entry
    entries.insert(entry)
  }

  /// The versions whose lines these are; nil where they tell nothing, or contradict each other as those of several
  /// servers do.
  private func fingerprint(_ versionsOfEntry: EntryVersions) -> VersionRange? {
    var range: VersionRange?
    for entry in entries {
      guard let versions = versionsOfEntry(entry) else { continue }
      guard let known = range else {
        range = versions
        continue
      }
      guard let both = known.intersection(versions) else { return nil }
      range = both
    }
    return range
  }

  func row(number: Int32, _ end: SourceEnd, symbols: SymbolTable, versions: EntryVersions) -> SourceRow {
    var row = SourceRow()
    tally.fill(&row)
    row.source = number
    row.path = context.path
    row.sha256 = end.sha256
    row.size = end.size
    row.note = end.note
    if context.table != nil { row.role = .database }
    if let version {
      row.version = symbols.text(version)
      row.versionOrigin = "banner"
    } else if row.role == .syncServer, let text = fingerprint(versions)?.text {
      row.version = text
      row.versionOrigin = "fingerprint"
    }
    return row
  }
}
