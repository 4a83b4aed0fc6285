public import ArchiveReading
public import CaseStore
public import Model

/// Which records keep their (masked) text in the case.
public enum KeptText: String, CaseIterable, Sendable {
  /// Those that mean something out of the ordinary, and warnings and errors.
  case notable
  case all
  case none
}

/// How ingest works.
public struct IngestOptions: Sendable {
  /// Threads that parse.
  public var threads: Int
  public var keptText: KeptText = .notable
  /// Events before this moment are left out; their records still count for coverage and get rows.
  public var since: Timestamp?
  /// Events from this moment on are left out.
  public var until: Timestamp?
  public var archiveLimits = ArchiveLimits()
  /// Files that were read before; one whose stamp is the same still is not read again.
  public var knownFiles: [KnownFile] = []
  /// How old a file must be, nanoseconds, for a later write to show in its stamp: clocks of file systems are coarse.
  var settlingTime: Int64 = 2_000_000_000
  /// Bytes of a block, the unit of work.
  var blockSize = 1 << 20
  /// Longer lines are not read, only counted.
  var lineLimit = 16 << 20

  public init(threads: Int) { self.threads = max(1, threads) }
}
