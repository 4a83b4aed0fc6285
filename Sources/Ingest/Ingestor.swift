public import CaseStore
public import Dialects
public import Digests
import Model

/// Reads paths into a case: every byte is accounted for, every record gets a row, every known meaning an event.
public final class Ingestor {
  private let caseFile: CaseFile
  private let dialects: DialectSet
  private let key: CaseKey
  private let options: IngestOptions
  private let progress: (@Sendable (IngestProgress) -> Void)?

  /// Makes an ingestor.
  ///
  /// - Parameters:
  ///   - caseFile: the case, with a transaction open (`CaseBuild`).
  ///   - dialects: what lines mean.
  ///   - key: the case's key, for fingerprints of credentials.
  ///   - options: how to read.
  ///   - progress: hears how far it is, from one thread.
  public init(
    case caseFile: CaseFile, dialects: DialectSet, key: CaseKey, options: IngestOptions,
    progress: (@Sendable (IngestProgress) -> Void)? = nil
  ) {
    self.caseFile = caseFile
    self.dialects = dialects
    self.key = key
    self.options = options
    self.progress = progress
  }

  /// Reads files, folders, archives and `-` for standard input.
  ///
  /// - Parameter paths: in any order; they are read in a fixed one.
  /// - Returns: what was read, and what could not be.
  /// - Throws: `StoreError` where the case cannot be written.
  public func ingest(paths: [String]) throws -> IngestSummary {
    try CaseWriter(caseFile).put(entries: dialects.entries.map { ($0.number, $0.id, $0.file) })
    let keptText = options.keptText
    let engine = IngestEngine(
      caseFile: caseFile, options: options, progress: progress,
      versions: { [dialects] in dialects.versions(ofEntry: $0) }
    ) { [dialects, key] in
      RecordBlockParser(recognizer: DialectRecognizer(EventRecognizer(dialects, key: key)), keptText: keptText)
    }
    return try engine.ingest(paths)
  }
}

/// The dialects as the parser sees them.
final class DialectRecognizer: RecordRecognizer {
  private let recognizer: EventRecognizer

  init(_ recognizer: EventRecognizer) { self.recognizer = recognizer }

  func recognize(_ record: inout ParsedRecord, index: UInt32, into buffer: EventBuffer) -> Recognition {
    let note = recognizer.recognize(&record, index: index, into: buffer)
    return Recognition(
      entry: note.entry, isNotable: note.isNotable, role: note.role, isRoleShared: note.isRoleShared)
  }

  func maskedText(of record: ParsedRecord, into buffer: EventBuffer) -> TextSpan {
    recognizer.maskedText(of: record, into: buffer)
  }
}
