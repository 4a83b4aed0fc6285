/// What a reader could not make of lines, to be told once per source with how often and where first.
struct ReadingNotices: Equatable, Sendable {
  enum Kind: UInt8, CaseIterable, Sendable {
    /// Beyond the size limit.
    case longLine
    /// Begins as JSON and is none.
    case brokenJSON
    /// No row of the table that the first line promises.
    case foreignRow
    /// Bytes that are no text.
    case binaryLine
    /// A syslog line whose time has no year and no zone, and nothing in the source tells them.
    case undatedSyslog
    /// `journalctl -o export`: fields on lines of their own, binary ones with a length.
    case journalExport
    /// A document of spans, metrics or the like.
    case foreignDocument
  }

  struct Count: Equatable, Sendable {
    var lines: UInt64
    /// Number of the first in the source.
    var first: UInt64
  }

  private(set) var counts: [Kind: Count] = [:]

  mutating func note(_ kind: Kind, line: UInt64) {
    var count = counts[kind] ?? Count(lines: 0, first: line)
    count.lines += 1
    // Records that were open for long come behind later ones.
    count.first = min(count.first, line)
    counts[kind] = count
  }

  mutating func add(_ other: ReadingNotices) {
    guard !other.counts.isEmpty else { return }
    for (kind, count) in other.counts {
      var sum = counts[kind] ?? Count(lines: 0, first: count.first)
      sum.lines += count.lines
      sum.first = min(sum.first, count.first)
      counts[kind] = sum
    }
  }

  /// As the user reads them.
  func problems(of path: String) -> [IngestProblem] {
    Kind.allCases.compactMap { kind in
      counts[kind].map { count in
        IngestProblem(
          path: path, message: "'\(path)' line \(count.first): \(Self.text(kind, count.lines))", isError: false)
      }
    }
  }

  private static func text(_ kind: Kind, _ lines: UInt64) -> String {
    let one = lines == 1
    switch kind {
    case .longLine:
      return "skipped \(one ? "a line" : "\(lines) lines, the first") longer than \(RecordReader.lineLimit >> 20) MiB"
    case .brokenJSON:
      return one
        ? "begins as JSON and is none; read as text"
        : "the first of \(lines) that begin as JSON and are none; read as text"
    case .foreignRow:
      return one
        ? "is no row of the table that line 1 announces; read as a line"
        : "the first of \(lines) that are no rows of the table that line 1 announces; read as lines"
    case .binaryLine:
      return one ? "is no text; left out" : "the first of \(lines) that are no text; left out"
    case .undatedSyslog:
      return """
        \(one ? "has" : "the first of \(lines) that have") a syslog time without year and zone, which nothing in the \
        source tells; used without a time. Export with 'journalctl -o json', or with rsyslog's RSYSLOG_FileFormat
        """
    case .journalExport:
      return
        "begins an export of journald, whose entries are read as text line by line; export with 'journalctl -o json'"
    case .foreignDocument:
      return "\(one ? "holds" : "the first of \(lines) that hold") traces or metrics, not logs; not read"
    }
  }
}
