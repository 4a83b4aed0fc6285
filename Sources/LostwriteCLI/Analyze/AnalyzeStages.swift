public import CaseStore
public import RulePacks

/// The stages that `analyze` puts together, as closures: the command can be tested without them.
public struct AnalyzeStages: Sendable {
  /// Runs the rules on a correlated case and stores their findings.
  public typealias Check = @Sendable (CaseFile) throws -> Void
  public typealias ProgressHandler = @Sendable (Progress) -> Void

  /// Loads the rules before anything is read, so that a bad rule file is told at once.
  public var rules: @Sendable (RulePacks) throws -> Check
  /// Makes or opens the case of a request, runs the work on it, and keeps the result only when the work succeeds.
  public var build: @Sendable (AnalyzeRequest, (CaseFile) throws -> Void) throws -> Void
  /// Reads the paths of a request into the case; a path that cannot be read is a problem, not an error.
  public var ingest: @Sendable (AnalyzeRequest, CaseFile, @escaping ProgressHandler) throws -> IngestOutcome
  public var correlate: @Sendable (AnalyzeRequest, CaseFile) throws -> Void
  /// Adds the texts of the records that findings cite; the sources behind the given one were read by this run.
  public var quote: @Sendable (AnalyzeRequest, CaseFile, Int32) throws -> Void
  public var testRules: @Sendable (RulePacks) throws -> RuleTestOutcome
  public var listRules: @Sendable (RulePacks) throws -> [RuleSummary]

  public init(
    rules: @escaping @Sendable (RulePacks) throws -> Check,
    build: @escaping @Sendable (AnalyzeRequest, (CaseFile) throws -> Void) throws -> Void,
    ingest: @escaping @Sendable (AnalyzeRequest, CaseFile, @escaping ProgressHandler) throws -> IngestOutcome,
    correlate: @escaping @Sendable (AnalyzeRequest, CaseFile) throws -> Void,
    quote: @escaping @Sendable (AnalyzeRequest, CaseFile, Int32) throws -> Void = { _, _, _ in },
    testRules: @escaping @Sendable (RulePacks) throws -> RuleTestOutcome,
    listRules: @escaping @Sendable (RulePacks) throws -> [RuleSummary]
  ) {
    self.rules = rules
    self.build = build
    self.ingest = ingest
    self.correlate = correlate
    self.quote = quote
    self.testRules = testRules
    self.listRules = listRules
  }
}

/// What reading the inputs came to.
public struct IngestOutcome: Sendable {
  public struct Problem: Sendable, Equatable {
    public var path: String
    public var message: String
    /// Whether an input could not be read, which makes the status 2.
    public var isError: Bool
    /// The message with the path that it is about; most name it within their sentence.
    var text: String { message.contains("'\(path)'") ? message : "\(path): \(message)" }

    public init(path: String, message: String, isError: Bool) {
      self.path = path
      self.message = message
      self.isError = isError
    }
  }

  /// Sources that the case holds now, those of earlier runs included.
  public var sources: Int
  /// In a fixed order.
  public var problems: [Problem]

  public init(sources: Int, problems: [Problem] = []) {
    self.sources = sources
    self.problems = problems
  }
}

/// How far reading is.
public struct Progress: Sendable {
  public var bytes: UInt64
  /// nil where it is not known: a pipe, an archive.
  public var totalBytes: UInt64?
  public var records: UInt64
  public init(bytes: UInt64, totalBytes: UInt64?, records: UInt64) {
    self.bytes = bytes
    self.totalBytes = totalBytes
    self.records = records
  }
}

/// What the tests of rule files came to.
public struct RuleTestOutcome: Sendable {
  public var passed: Int
  /// One text per failed test or bad file, as it is printed.
  public var failures: [String]
  /// Tests that could not be run here.
  public var skipped: Int
  public init(passed: Int, failures: [String], skipped: Int = 0) {
    self.passed = passed
    self.failures = failures
    self.skipped = skipped
  }
}

/// One rule in `rules list`.
public struct RuleSummary: Sendable {
  public var id: String
  public var kind: String
  public var severity: String
  public var title: String
  public var file: String
  /// Whether it looks at single records.
  public var readsRecords: Bool
  public init(
    id: String, kind: String, severity: String, title: String, file: String, readsRecords: Bool = false
  ) {
    self.readsRecords = readsRecords
    self.id = id
    self.kind = kind
    self.severity = severity
    self.title = title
    self.file = file
  }
}
