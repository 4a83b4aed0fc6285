import ArchiveReading
public import CaseStore
import Foundation

/// Something that went wrong, or was left out, while sources were read.
public struct IngestProblem: Sendable, Hashable {
  /// The display path that it is about.
  public var path: String
  public var message: String
  /// False for a note: nothing is missing that could be evidence.
  public var isError: Bool
  /// Whether a file has no text: beside logs that is no error, alone it is.
  public var isNoText: Bool

  public init(path: String, message: String, isError: Bool, isNoText: Bool = false) {
    self.path = path
    self.message = message
    self.isError = isError
    self.isNoText = isNoText
  }

  init(_ problem: InputProblem) {
    self.init(path: problem.path, message: problem.message, isError: problem.isError)
  }

  static func binary(_ path: String, size: UInt64) -> IngestProblem {
    IngestProblem(
      path: path, message: "'\(path)' is not text: skipped \(size) bytes", isError: false, isNoText: true)
  }

  static func earlier(_ path: String, of longer: String, size: UInt64) -> IngestProblem {
    IngestProblem(
      path: path,
      message: "'\(path)' is an earlier state of '\(longer)', which begins with its \(size) bytes: they count once",
      isError: false)
  }

  static func replaced(_ path: String, kept: String) -> IngestProblem {
    IngestProblem(
      path: path,
      message: "'\(path)' no longer begins with what was read from it before: it was rotated away, truncated or "
        + "rewritten; the case keeps the earlier bytes as '\(kept)'",
      isError: false)
  }

  static func known(_ path: String, as earlier: String) -> IngestProblem {
    let name = path == earlier ? "" : " as '\(earlier)'"
    return IngestProblem(path: path, message: "the case has the bytes of '\(path)' already\(name)", isError: false)
  }
}

/// What ingest did.
public struct IngestSummary: Sendable, Hashable {
  /// Sources that were added to the case.
  public var sources = 0
  public var records: Int64 = 0
  public var events: Int64 = 0
  /// Uncompressed bytes of the added sources.
  public var bytes: UInt64 = 0
  /// Sources that the case had already.
  public var skippedSources = 0
  /// Sources of earlier runs that had grown and were read anew; they count among `sources`.
  public var grownSources = 0
  public var problems: [IngestProblem] = []
  /// The files that were read without a problem and will show any later write, in their order.
  public var settledFiles: [KnownFile] = []

  public init() {}
}

/// How far ingest is.
public struct IngestProgress: Sendable, Hashable {
  /// Bytes read from disk.
  public var bytesDone: UInt64
  /// Bytes of all files on disk, where known.
  public var bytesTotal: UInt64
  /// Records that were written.
  public var records: Int64
}

/// Puts together what the feeder and the merger know of the progress.
final class ProgressMeter: @unchecked Sendable {
  // @unchecked Sendable because `lock` guards the state.
  private let lock = NSLock()
  private var state: IngestProgress
  private var doneBefore: UInt64 = 0
  private let report: (@Sendable (IngestProgress) -> Void)?

  init(total: UInt64, report: (@Sendable (IngestProgress) -> Void)?) {
    state = IngestProgress(bytesDone: 0, bytesTotal: total, records: 0)
    self.report = report
  }

  func begin(_ file: InputFile) { lock.withLock { doneBefore = state.bytesDone } }

  func advance(to position: UInt64) { lock.withLock { state.bytesDone = doneBefore + position } }

  func end(_ file: InputFile) {
    lock.withLock { if file.size > 0 { state.bytesDone = doneBefore + file.size } }
  }

  /// Tells the listener; called by the merger only, so that it hears from one thread.
  func tell(records: Int64) {
    guard let report else { return }
    report(
      lock.withLock {
        state.records = records
        return state
      })
  }
}
