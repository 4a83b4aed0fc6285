import Foundation
import Model
import Reporting
import YAMLDocument

/// `lostwrite.yaml`: what an application calls things, and what a scheduled run does (docs/config.md).
///
/// Relative paths of the file are meant from its own folder, and stand here absolute.
struct Configuration {
  /// As it was given.
  var file: String
  /// The case of scheduled runs.
  var casePath: String
  /// Files, folders and archives of scheduled runs; nil where the file has none, which `analyze` does not need.
  var logs: [String]?
  /// Spellings of keys by their meaning, in the order of the file.
  var keys: [(meaning: String, spellings: [String])] = []
  /// Folders of rule packs.
  var rules: [String] = []
  var keepText = AnalyzeRequest.KeepText.notable
  /// The lowest severity that makes the status 1; nil for never.
  var failOn: Severity? = .medium
  var reports = Reports()
  /// How many days records stay in the case that nothing cites; nil for ever.
  var recordDays: Int?
  var notification = Notification()

  struct Reports: Equatable {
    enum Kept: Equatable { case days(Int), count(Int) }
    /// Where dated folders and the index are written.
    var folder = ""
    var formats: [ReportFormat] = [.html, .json]
    /// nil for all.
    var kept: Kept?
  }

  struct Notification: Equatable {
    /// What breaks the quiet.
    enum Occasion: String, CaseIterable { case new, changed, resolved, error }
    /// A program with its arguments; empty for none.
    var command: [String] = []
    var webhook: Webhook?
    var occasions = Set(Occasion.allCases)
  }

  struct Webhook: Equatable {
    enum Address: Equatable {
      case url(String)
      /// The name of the variable that holds it.
      case variable(String)
    }
    var address: Address
    var timeoutSeconds = 10.0
    var retries = 3
    /// Before the first retry; twice as long before each further one.
    var waitSeconds = 2.0
    /// Whether the body is only what Slack and its likes take.
    var isSlack = false
  }

  /// Reads a file.
  ///
  /// - Throws: `ConfigurationFault` with everything that is wrong in it.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationFault(description: "error: cannot read the configuration '\(path)'")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigurationFault(description: "error: the configuration '\(path)' is not UTF-8 text")
    }
    try self.init(text: text, file: path)
  }

  init(text: String, file: String) throws {
    let root: YAMLNode
    do throws(YAMLFault) {
      root = try YAMLNode.parse(text, file: file)
    } catch {
      throw ConfigurationFault(description: error.description)
    }
    self.init(file: file)
    var reader = ConfigurationReader(root, folder: Self.folder(of: file))
    reader.read(into: &self)
    let faults = reader.sortedFaults
    guard faults.isEmpty else {
      throw ConfigurationFault(description: faults.map(\.description).joined(separator: "\n"))
    }
  }

  private init(file: String) {
    self.file = file
    casePath = Self.absolute(LostwriteTable.defaultCasePath, in: Self.folder(of: file))
    reports.folder = Self.absolute("lostwrite-reports", in: Self.folder(of: file))
  }

  private static func folder(of file: String) -> String {
    URL(fileURLWithPath: file).standardizedFileURL.deletingLastPathComponent().path
  }

  /// A path of the configuration, from its folder on.
  static func absolute(_ path: String, in folder: String) -> String {
    URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true)).standardizedFileURL.path
  }
}

/// What is wrong with a configuration, as it is printed.
struct ConfigurationFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func noLogs(_ file: String) -> ConfigurationFault {
    .init(
      description: "error: missing key 'logs'\n --> \(file):1:1\n"
        + " help: name the files and folders to read, for example 'logs: [/var/log/zero]'")
  }
}
