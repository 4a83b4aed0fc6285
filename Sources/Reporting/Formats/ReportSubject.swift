public import CaseStore
public import Model

/// What a report is about: a case, the part of it that counts, and how the run ends.
///
/// Forms that need more than a `CaseReport` holds read it from `file`. Reports are loaded when a form asks for them and
/// kept, so that several forms of one case do not read the same lists twice.
public final class ReportSubject {
  public let file: CaseFile
  /// As reports name the case.
  public let casePath: String
  /// Findings and writes that ended before are left out; unknown for no bound.
  public let since: Timestamp
  /// Findings and writes that began at this moment or later are left out; unknown for no bound.
  public let until: Timestamp
  /// The lowest severity that counts as a failure; nil for none.
  public let failOn: Severity?
  /// Whether poor coverage counts as a failure.
  public let isStrict: Bool
  /// How the run ends; set before a report is rendered.
  public var status = ExitStatus.clean
  private var loaded: [(limits: ReportScope.Limits, report: CaseReport)] = []

  public init(
    _ file: CaseFile, casePath: String? = nil, since: Timestamp = .unknown, until: Timestamp = .unknown,
    failOn: Severity? = .medium, isStrict: Bool = false
  ) {
    self.file = file
    self.casePath = casePath ?? file.path
    self.since = since
    self.until = until
    self.failOn = failOn
    self.isStrict = isStrict
  }

  /// The window of the report, with limits.
  public func scope(_ limits: ReportScope.Limits) -> ReportScope {
    ReportScope(since: since, until: until, limits: limits)
  }

  /// The report with as much of each list as asked for.
  ///
  /// - Parameter limits: How many rows of each list.
  /// - Returns: The report, with `casePath` as its case.
  /// - Throws: `StoreError` when the case cannot be read.
  public func report(_ limits: ReportScope.Limits) throws(StoreError) -> CaseReport {
    if let known = loaded.first(where: { $0.limits == limits }) { return known.report }
    var report = try CaseReport(of: file, scope: scope(limits))
    report.casePath = casePath
    loaded.append((limits, report))
    return report
  }
}
