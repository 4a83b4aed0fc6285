import Dialects
import Foundation
import Model
import Reporting
import YAMLDocument

/// Reads a configuration and collects all its faults.
struct ConfigurationReader {
  /// The keys of each mapping, as docs/config.schema.json has them too.
  enum Keys {
    static let root = ["case", "logs", "keys", "rules", "keep-text", "fail-on", "reports", "records", "notify"]
    static let reports = ["folder", "formats", "keep"]
    static let records = ["keep"]
    static let notify = ["command", "webhook", "on"]
    static let webhook = ["url", "url-env", "timeout", "retries", "wait", "slack"]
  }

  private let root: YAMLNode
  private let folder: String
  private(set) var faults: [YAMLFault] = []

  /// - Parameters:
  ///   - root: the document.
  ///   - folder: where relative paths start.
  init(_ root: YAMLNode, folder: String) {
    self.root = root
    self.folder = folder
  }

  /// In the order of the file; lines that may hold a secret are not shown.
  var sortedFaults: [YAMLFault] {
    faults.enumerated().sorted { a, b in
      (a.element.line, a.element.column, a.offset) < (b.element.line, b.element.column, b.offset)
    }.map { fault in
      // The address of a webhook may be a secret, whatever is wrong beside it.
      fault.element.excerpt.contains("://") ? fault.element.withoutExcerpt : fault.element
    }
  }

  mutating func read(into configuration: inout Configuration) {
    var reader = YAMLMapReader(root, allowed: Keys.root)
    if let path = path("case", &reader) { configuration.casePath = path }
    configuration.logs = logs(&reader)
    configuration.rules = rules(&reader)
    let words = AnalyzeRequest.KeepText.allCases.map(\.rawValue)
    configuration.keepText =
      reader.oneOf("keep-text", words).flatMap { AnalyzeRequest.KeepText(rawValue: $0) } ?? .notable
    if let word = reader.oneOf("fail-on", Severity.allCases.map(\.rawValue) + ["never"]) {
      configuration.failOn = Severity(rawValue: word)
    }
    let sections = (reader.node("reports"), reader.node("records"), reader.node("notify"))
    let pairs = reader.pairs("keys") ?? []
    faults += reader.faults
    readKeys(pairs, into: &configuration)
    if let node = sections.0 { readReports(node, into: &configuration.reports) }
    if let node = sections.1 { configuration.recordDays = readRecords(node) }
    if let node = sections.2 { readNotification(node, into: &configuration.notification) }
    checkPlaces(configuration)
  }

  /// What lostwrite writes must not be among what it reads: the next night would take its reports for logs.
  private mutating func checkPlaces(_ configuration: Configuration) {
    let places = [
      ("case", configuration.casePath, root["case"]),
      ("reports.folder", configuration.reports.folder, root["reports"]?["folder"]),
    ]
    for log in configuration.logs ?? [] {
      for (key, path, node) in places where path == log || path.hasPrefix(log == "/" ? log : log + "/") {
        guard let place = node ?? root["logs"] else { continue }
        faults.append(
          YAMLFault(
            "'\(key)' lies within 'logs'", at: place, reason: "'\(path)' would be read as a log in '\(log)'",
            help:
              "name a place outside, for example '\(key.hasPrefix("r") ? "/var/lib/lostwrite/reports" : "/var/lib/lostwrite/case.db")'"
          ))
      }
    }
  }

  private mutating func readKeys(_ pairs: [(key: String, value: YAMLNode)], into configuration: inout Configuration) {
    guard let node = root["keys"], !pairs.isEmpty else { return }
    var meanings = YAMLMapReader(node, allowed: pairs.map(\.key))
    for (meaning, _) in pairs { configuration.keys.append((meaning, meanings.strings(meaning))) }
    faults += meanings.faults
    do throws(DialectFaults) { _ = try KeyMapping(node) } catch { faults += error.faults }
  }

  // MARK: Paths

  private func path(_ key: String, _ reader: inout YAMLMapReader) -> String? {
    guard let text = reader.string(key) else { return nil }
    guard !text.isEmpty, let node = reader.node(key) else {
      reader.faults.append(YAMLFault("'\(key)' is empty", at: reader.node(key) ?? reader.node, help: "name a path"))
      return nil
    }
    return absolute(text, node, &reader)
  }

  private func absolute(_ text: String, _ node: YAMLNode, _ reader: inout YAMLMapReader) -> String? {
    guard !text.contains("\0") else {
      reader.faults.append(YAMLFault("a path cannot hold the character NUL", at: node))
      return nil
    }
    return Configuration.absolute(text, in: folder)
  }

  /// The paths of a list, each with the place where it stands.
  private func paths(_ key: String, _ reader: inout YAMLMapReader) -> [(path: String, node: YAMLNode)] {
    let texts = reader.strings(key)
    let nodes = reader.node(key).map { $0.items ?? [$0] } ?? []
    return zip(texts, nodes.filter { $0.string != nil }).compactMap { text, node in
      guard !text.isEmpty else {
        reader.faults.append(YAMLFault("'\(key)' holds an empty path", at: node))
        return nil
      }
      return absolute(text, node, &reader).map { ($0, node) }
    }
  }

  private func logs(_ reader: inout YAMLMapReader) -> [String]? {
    guard let node = reader.node("logs") else { return nil }
    let paths = paths("logs", &reader)
    if node.items?.isEmpty ?? false {
      reader.faults.append(YAMLFault("'logs' names no path", at: node, help: "for example [/var/log/zero]"))
    }
    for (path, node) in paths where path.hasSuffix("/-") && node.string == "-" {
      reader.faults.append(
        YAMLFault("'logs' cannot read stdin", at: node, help: "a scheduled run has none; name files and folders"))
    }
    return paths.map(\.path)
  }

  private func rules(_ reader: inout YAMLMapReader) -> [String] {
    let paths = paths("rules", &reader)
    for (path, node) in paths {
      var isFolder: ObjCBool = false
      guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue else {
        continue
      }
      reader.faults.append(YAMLFault("there is no folder '\(path)'", at: node, help: "name a folder of rule packs"))
    }
    return paths.map(\.path)
  }

  // MARK: Reports and records

  private mutating func readReports(_ node: YAMLNode, into reports: inout Configuration.Reports) {
    var reader = YAMLMapReader(node, allowed: Keys.reports)
    if let folder = path("folder", &reader) { reports.folder = folder }
    if let list = reader.node("formats") {
      reports.formats = formats(list, &reader)
    }
    if let keep = reader.node("keep") {
      if let count = keep.integer, count > 0 {
        reports.kept = .count(count)
      } else if let days = days(keep) {
        reports.kept = .days(days)
      } else {
        reader.faults.append(
          YAMLFault(
            "'keep' must be a number of reports or of days, found \(Self.shown(keep))", at: keep,
            help: "write '60' for the last 60 reports or '90 days'"))
      }
    }
    faults += reader.faults
  }

  private func formats(_ node: YAMLNode, _ reader: inout YAMLMapReader) -> [ReportFormat] {
    let known = ReportFormat.allCases.map(\.rawValue)
    var formats: [ReportFormat] = []
    let nodes = node.items ?? [node]
    if nodes.isEmpty {
      reader.faults.append(YAMLFault("'formats' names none", at: node, help: "one or more of: \(Self.list(known))"))
    }
    for item in nodes {
      guard let format = word(item, known, "format", &reader).flatMap(ReportFormat.init(rawValue:)) else { continue }
      if formats.contains(format) {
        reader.faults.append(YAMLFault("format '\(format.rawValue)' stands twice", at: item))
      } else {
        formats.append(format)
      }
    }
    return formats
  }

  private mutating func readRecords(_ node: YAMLNode) -> Int? {
    var reader = YAMLMapReader(node, allowed: Keys.records)
    defer { faults += reader.faults }
    guard let keep = reader.node("keep") else { return nil }
    if let days = days(keep) ?? keep.integer, days > 0 { return days }
    reader.faults.append(
      YAMLFault("'keep' must be a number of days, found \(Self.shown(keep))", at: keep, help: "write '90 days'"))
    return nil
  }

  /// `90 days`, `1 day`
  private func days(_ node: YAMLNode) -> Int? {
    guard let match = node.string?.wholeMatch(of: /([0-9]{1,5}) days?/), let days = Int(match.output.1), days > 0
    else { return nil }
    return days
  }

  // MARK: Notification

  private mutating func readNotification(_ node: YAMLNode, into notification: inout Configuration.Notification) {
    var reader = YAMLMapReader(node, allowed: Keys.notify)
    if let command = reader.node("command") {
      notification.command = reader.strings("command")
      if notification.command.first?.isEmpty ?? (command.items?.isEmpty ?? false) {
        reader.faults.append(
          YAMLFault("'command' names no program", at: command, help: "for example [/usr/local/bin/tell, --team, sync]"))
      } else if command.string?.contains(" ") ?? false {
        reader.faults.append(
          YAMLFault(
            "'command' is not read by a shell", at: command, reason: "a text is the name of a program",
            help: "write a list: [program, argument, ...]"))
      }
    }
    if let list = reader.node("on") {
      let words = Configuration.Notification.Occasion.allCases.map(\.rawValue)
      notification.occasions = Set(
        (list.items ?? [list]).compactMap { word($0, words, "occasion", &reader) }
          .compactMap(Configuration.Notification.Occasion.init(rawValue:)))
    }
    let webhook = reader.node("webhook")
    faults += reader.faults
    if let webhook { notification.webhook = readWebhook(webhook) }
  }

  /// The text of a node, which must be one of the words.
  private func word(_ node: YAMLNode, _ words: [String], _ noun: String, _ reader: inout YAMLMapReader) -> String? {
    if let text = node.string, words.contains(text) { return text }
    let near = node.string.flatMap { NearestName.suggest($0, among: words) }
    reader.faults.append(
      YAMLFault(
        "there is no \(noun) \(Self.shown(node))", at: node, reason: "allowed are: \(Self.list(words))",
        help: near.map { "did you mean '\($0)'?" }))
    return nil
  }

  private static func shown(_ node: YAMLNode) -> String { node.string.map { "'\($0)'" } ?? node.kindName }
  private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  mutating func add(_ more: [YAMLFault]) { faults += more }
}
