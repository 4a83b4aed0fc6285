import CaseStore
import Model

/// What lostwrite tells about a run besides its findings.
enum SARIFNotice: String, CaseIterable {
  case incompleteSource = "incomplete-source"
  case unreadInput = "unread-input"
  case unparsedRecords = "unparsed-records"
  case unknownWrites = "unknown-writes"
  case limitedSight = "limited-sight"

  var descriptor: SARIFLog.Descriptor {
    let text =
      switch self {
      case .incompleteSource: "Bytes of a source are missing or were not read."
      case .unreadInput: "Something that was given could not be read."
      case .unparsedRecords: "Records of a source could not be parsed."
      case .unknownWrites: "The logs cannot tell what became of writes."
      case .limitedSight: "The given sources cannot show everything."
      }
    return .init(id: rawValue, shortDescription: .init(text: text))
  }

  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension SARIFReport {
  var invocation: SARIFLog.Invocation {
    .init(
      executionSuccessful: status != .error, exitCode: status.rawValue, exitCodeDescription: status.meaning,
      toolExecutionNotifications: report.sources.shown.flatMap(notices) + unread + unknowns + limits)
  }

  private func notices(of source: ReportedSource) -> [SARIFLog.Notification] {
    var notices: [SARIFLog.Notification] = []
    if let note = source.note { notices.append(notice(.incompleteSource, "warning", note, source)) }
    if source.bytesSkipped > 0 {
      let text = "\(Wording.count(source.bytesSkipped, "byte")) were skipped"
      notices.append(notice(.incompleteSource, "warning", text, source))
    }
    if !source.addsUp { notices.append(notice(.incompleteSource, "error", "its bytes do not add up", source)) }
    if source.malformed > 0 {
      let line = source.firstMalformedLine.map { ", first at line \(Wording.number($0))" } ?? ""
      let text = "\(Wording.count(source.malformed, "record")) could not be parsed\(line)"
      notices.append(notice(.unparsedRecords, "warning", text, source))
    }
    return notices
  }

  private var unread: [SARIFLog.Notification] {
    report.unread.shown.map { notice(.unreadInput, "error", $0.message) }
  }

  private var unknowns: [SARIFLog.Notification] {
    report.unknownReasons.shown.map { reason in
      notice(.unknownWrites, "note", "\(Wording.count(reason.writes, "write")): \(reason.explanation)")
    }
  }

  private var limits: [SARIFLog.Notification] {
    Sight(report: report).besidesUnread.map { notice(.limitedSight, "note", $0) }
  }

  private func notice(
    _ notice: SARIFNotice, _ level: String, _ text: String, _ source: ReportedSource? = nil
  ) -> SARIFLog.Notification {
    let message = source.map { "\($0.path): \(text)" } ?? text
    return .init(
      descriptor: .init(id: notice.rawValue, index: notice.index), level: level,
      message: .init(text: SARIFText.message(message)),
      locations: source.map { [.init(physicalLocation: .init(artifactLocation: place($0.path)))] })
  }
}

extension ExitStatus {
  /// What the status says, for programs that show it.
  var meaning: String {
    switch self {
    case .clean: "nothing was found at or above the severity of --fail-on"
    case .findings: "something was found at or above the severity of --fail-on"
    case .error: "something that was given could not be read"
    case .poorCoverage: "nothing was found, but too much could not be judged"
    case .usage: "the command line is wrong"
    case .busy: "another run is at work on the same case"
    }
  }
}
