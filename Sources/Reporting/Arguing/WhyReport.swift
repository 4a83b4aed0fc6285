public import CaseStore
public import Model

/// The argument of a verdict, as `lostwrite why` prints it.
public struct WhyReport: Sendable {
  /// A record that the argument points at.
  public struct Quote: Sendable, Equatable {
    public var source: String
    public var line: UInt64
    public var at: Timestamp
    /// Masked; nil where neither its source nor the case has it.
    public var text: String?

    public init(source: String, line: UInt64, at: Timestamp, text: String?) {
      self.source = source
      self.line = line
      self.at = at
      self.text = text
    }
  }

  public struct Try: Sendable, Equatable {
    public var at: Timestamp
    public var outcome: String
    public var status: Int?
    public var token: TracedToken?
    /// The sync server's record, then the API's, where there are both.
    public var records: [Int64]

    public init(at: Timestamp, outcome: String, status: Int?, token: TracedToken?, records: [Int64]) {
      self.at = at
      self.outcome = outcome
      self.status = status
      self.token = token
      self.records = records
    }
  }

  public struct Reason: Sendable, Equatable {
    public var text: String
    public var record: Int64?
    public init(text: String, record: Int64?) {
      self.text = text
      self.record = record
    }
  }

  public struct Look: Sendable, Equatable {
    public var subject: String
    public var answer: String
    public var isFound: Bool
    public var records: [Int64]
    public var sights: [Sight]

    public init(subject: String, answer: String, isFound: Bool, records: [Int64], sights: [Sight]) {
      self.subject = subject
      self.answer = answer
      self.isFound = isFound
      self.records = records
      self.sights = sights
    }
  }

  /// A source that could have shown something.
  public struct Sight: Sendable, Equatable {
    public var source: String
    public var level: LogLevel
    public var firstAt: Timestamp
    public var lastAt: Timestamp
    /// nil where the write or the source has no time.
    public var coversWrite: Bool?

    public init(source: String, level: LogLevel, firstAt: Timestamp, lastAt: Timestamp, coversWrite: Bool?) {
      self.source = source
      self.level = level
      self.firstAt = firstAt
      self.lastAt = lastAt
      self.coversWrite = coversWrite
    }
  }

  public var write: TracedWrite
  public var firstAt = Timestamp.unknown
  public var lastAt = Timestamp.unknown
  public var tries: [Try] = []
  public var reasons: [Reason] = []
  public var looks: [Look] = []
  public var remedies: [String] = []
  public var quotes: [Int64: Quote] = [:]
  /// What became of sources that could not be quoted, one sentence each.
  public var notes: [String] = []

  public init(write: TracedWrite) { self.write = write }
}
