import CaseStore
import Foundation
import Model
import Reporting

/// The folder of all reports: one folder per night, and the page over them.
struct NightReports {
  private let configuration: Configuration
  private let now: Timestamp
  private var root: String { configuration.reports.folder }

  init(_ configuration: Configuration, now: Timestamp) {
    self.configuration = configuration
    self.now = now
  }

  /// `2026-10-22T013000Z`, with a number behind it where a night has that name already, or another case's night wrote
  /// its reports there.
  func newFolder(besides nights: [Night]) -> String {
    let name = now.short.replacing(" ", with: "T").replacing(":", with: "") + "Z"
    let known = Set(nights.map(\.folder))
    func isTaken(_ name: String) -> Bool {
      known.contains(name) || FileManager.default.fileExists(atPath: "\(root)/\(name)")
    }
    return isTaken(name) ? (2...).lazy.map { "\(name)-\($0)" }.first { !isTaken($0) } ?? name : name
  }

  func path(of night: Night) -> String { root + "/" + night.folder }

  func exist(for night: Night) -> Bool { FileManager.default.fileExists(atPath: path(of: night)) }

  /// Writes the reports of a night that the case has just seen: all of them, or none.
  ///
  /// - Throws: `NightlyFault` and `OutputFault` for what cannot be written, `StoreError` for the case.
  func write(_ night: Night, of file: CaseFile) throws {
    let partial = "\(root)/.\(night.folder).partial"
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: root, withIntermediateDirectories: true)
      // A killed run may have left one; another run cannot be at work, because of the lock.
      try? files.removeItem(atPath: partial)
      try files.createDirectory(atPath: partial, withIntermediateDirectories: false)
    } catch {
      throw NightlyFault.folder(root, error)
    }
    let subject = ReportSubject(file, failOn: configuration.failOn)
    subject.status = ExitStatus(rawValue: night.status) ?? .error
    for format in configuration.reports.formats {
      try ReportFile.write(to: "\(partial)/\(Self.name(of: format))") { try format.render(subject, to: $0) }
    }
    let changes = NightReport(
      night, changes: try file.changes(ofNight: night.number), casePath: configuration.casePath,
      reportPath: path(of: night))
    try ReportFile.write(to: partial + "/changes.txt") { try $0(changes.text) }
    try ReportFile.write(to: partial + "/changes.json") { try $0(changes.json(isMessage: false)) }
    do {
      try files.moveItem(atPath: partial, toPath: path(of: night))
    } catch {
      throw NightlyFault.folder(root, error)
    }
  }

  private static func name(of format: ReportFormat) -> String {
    switch format {
    case .text: "report.txt"
    case .markdown: "report.md"
    case .junit: "report.xml"
    case .csvFindings: "findings.csv"
    case .csvWrites: "writes.csv"
    default: "report.\(format.rawValue)"
    }
  }

  /// Removes the reports that are kept no longer; the nights themselves stay in the case, and those of the last night
  /// always. Nothing else in the folder is touched.
  func forgetOld(of file: CaseFile) throws {
    let nights = try file.nights()
    guard let kept = configuration.reports.kept, let last = nights.first else { return }
    let oldest = now.daysBefore(Self.days(kept))
    let old = nights.enumerated().filter { index, night in
      switch kept {
      case .count(let count): index >= count
      case .days: night.at < oldest && night.number != last.number
      }
    }.map(\.element)
    for night in old {
      let removed = "\(root)/.\(night.folder).removed"
      // First out of sight, so that nobody opens a half of it. A killed run may have come no further.
      try? FileManager.default.moveItem(atPath: path(of: night), toPath: removed)
      try? FileManager.default.removeItem(atPath: removed)
    }
    if let newest = old.first { try file.forgetChanges(beforeNight: newest.number + 1) }
  }

  private static func days(_ kept: Configuration.Reports.Kept) -> Int {
    if case .days(let days) = kept { days } else { 0 }
  }

  /// Writes the page over all nights.
  func writeIndex(of file: CaseFile) throws {
    let nights = try file.nights()
    var files: [String: [String]] = [:]
    for night in nights {
      files[night.folder] = try? FileManager.default.contentsOfDirectory(atPath: path(of: night)).sorted()
    }
    let page = NightIndexPage(nights, files: files)
    try ReportFile.write(to: root + "/index.html") { try $0(page.html) }
  }
}
