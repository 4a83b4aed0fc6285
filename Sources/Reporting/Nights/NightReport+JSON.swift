import CaseStore
import Foundation
public import Model

extension NightReport {
  /// Grows only when a key is removed or changes its meaning; new keys may come at any time.
  public static let schema = 1
  /// Changes that a message names; the report has all.
  private static let messageLimit = 100
  private static let textLines = 20

  /// The summary for programs (docs/nightly.md), indented, keys sorted; ends with a line break.
  ///
  /// - Parameter isMessage: whether it holds the news only, and not more than fits into a message.
  /// - Returns: the document.
  /// - Throws: what `JSONEncoder` throws; the document holds only text, whole numbers and booleans.
  public func json(isMessage: Bool) throws -> String {
    try Self.encoded(Document(self, isMessage: isMessage))
  }

  /// The body that Slack's incoming webhooks and their likes take: `{"text": "..."}`.
  public func slackJSON() throws -> String {
    try Self.slackJSON(shortLines(limit: Self.textLines).joined(separator: "\n"))
  }

  /// The body that Slack's incoming webhooks and their likes take, for any text.
  public static func slackJSON(_ text: String) throws -> String {
    // https://docs.slack.dev/messaging/formatting-message-text: these three are markup; mentions need '<'.
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return try encoded(["text": escaped])
  }

  /// The message of a run that failed before it had a night.
  public static func failureJSON(_ message: String, at moment: Timestamp, casePath: String) throws -> String {
    try encoded(Failure(at: moment.iso, casePath: casePath, errors: [message], text: "\(Product.name): \(message)"))
  }

  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    return MessageText.withoutTokens(text) + "\n"
  }

  private struct Failure: Encodable {
    var schema = NightReport.schema
    var tool = Product.name
    var toolVersion = Product.version
    var at: String
    var status = ExitStatus.error.rawValue
    var casePath: String
    var errors: [String]
    var text: String
  }

  private struct Document: Encodable {
    var schema = NightReport.schema
    var tool = Product.name
    var toolVersion = Product.version
    var night: Int64
    var at: String
    var status: Int32
    var casePath: String
    var reportPath: String
    var counts: Counts
    var changes: [Change]
    var changesTotal: Int
    var errors: [String]
    var text: String

    init(_ report: NightReport, isMessage: Bool) {
      let changes = isMessage ? report.news : report.changes
      night = report.night.number
      at = report.night.at.iso
      status = report.night.status
      casePath = report.casePath
      reportPath = report.reportPath
      counts = Counts(report.night.counts)
      self.changes = (isMessage ? Array(changes.prefix(NightReport.messageLimit)) : changes).map(Change.init)
      changesTotal = changes.count
      errors = report.night.errors
      text = report.shortLines(limit: NightReport.textLines).joined(separator: "\n")
    }
  }

  private struct Counts: Encodable {
    var new: Int
    var changed: Int
    var resolved: Int
    var continuing: Int
    var accepted: Int
    var changedWrites: Int
    var lostWrites: Int
    var staleTokens: Int

    init(_ counts: NightCounts) {
      new = counts.new
      changed = counts.changed
      resolved = counts.resolved
      continuing = counts.continuing
      accepted = counts.accepted
      changedWrites = counts.changedWrites
      lostWrites = counts.lostWrites
      staleTokens = counts.staleTokens
    }
  }

  private struct Change: Encodable {
    var subject: String
    var id: String
    var change: String
    var before: String?
    var after: String?
    var severity: String?
    var kind: String
    var title: String
    var about: String
    var firstAt: String?
    var lastAt: String?
    var isNews: Bool

    init(_ change: NightChange) {
      subject = change.subject.rawValue
      id = change.id
      self.change = change.change.rawValue
      before = change.before
      after = change.after
      severity = change.severity?.rawValue
      kind = change.kind
      title = change.title
      about = change.about
      firstAt = change.firstAt
      lastAt = change.lastAt
      isNews = change.isNews
    }
  }
}

/// Texts that leave the machine.
public enum MessageText {
  /// The text with everything that looks like a raw token left out.
  ///
  /// A case holds none; names of files and messages of the system are not masked when they are read.
  public static func withoutTokens(_ text: String) -> String {
    // The patterns are slow, and most texts hold nothing that begins like a token.
    guard mayHoldToken(text) else { return text }
    return text.replacing(/eyJ[A-Za-z0-9_\-]{6,}(?:\.[A-Za-z0-9_\-]*){0,4}/, with: "(token)")
      .replacing(/(?i)\b(bearer|basic)(?:\s|%20|\+)+[A-Za-z0-9._~+\/\-=]{8,}/) { "\($0.output.1) (token)" }
  }

  private static let beginnings = ["eyj", "bearer", "basic"].map { Array($0.utf8) }

  private static func mayHoldToken(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for index in bytes.indices {
        // In lower case, where it is a letter.
        let byte = bytes[index] | 0x20
        guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "b") else { continue }
        for beginning in beginnings where bytes.count - index >= beginning.count {
          if beginning.indices.allSatisfy({ bytes[index + $0] | 0x20 == beginning[$0] }) { return true }
        }
      }
      return false
    }
  }
}
