public import CaseStore

/// The forms that a report can have.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, html, markdown, sarif, junit
  case csvFindings = "csv-findings"
  case csvWrites = "csv-writes"

  /// How much of each list of a case the form shows.
  public var limits: ReportScope.Limits {
    switch self {
    case .text: .text
    case .json: .json
    case .html: .html
    case .markdown: .markdown
    case .sarif: .sarif
    case .junit: .junit
    case .csvFindings, .csvWrites: .csv
    }
  }

  /// Writes the report of a case; this is the only place that knows how each form is made.
  ///
  /// - Parameters:
  ///   - subject: The case and what of it is reported.
  ///   - style: Width and colour of the forms for a terminal.
  ///   - write: Takes the report in pieces, in order; each is text that is complete up to a line end.
  /// - Throws: `StoreError` when the case cannot be read; what `write` throws.
  public func render(
    _ subject: ReportSubject, style: TextStyle = .plain, to write: (String) throws -> Void
  ) throws {
    switch self {
    case .text: try write(TextReport.render(subject.report(limits), style: style))
    case .json: try write(JSONReport.render(subject.report(limits)))
    case .html: try write(Self.page(subject))
    case .markdown: try write(MarkdownReport.render(subject.report(limits)))
    case .sarif: try write(SARIFReport.render(subject))
    case .junit: try write(JUnitReport.render(subject))
    case .csvFindings: try CSVReport.writeFindings(subject.report(limits), to: write)
    case .csvWrites: try CSVReport.writeWrites(subject, to: write)
    }
  }

  private static func page(_ subject: ReportSubject) throws(StoreError) -> String {
    let scope = subject.scope(Self.html.limits)
    return HTMLReport.render(try subject.report(scope.limits), try CaseTimeline(of: subject.file, scope: scope))
  }
}
