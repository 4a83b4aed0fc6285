import CaseStore
import Reporting

/// The text of a first configuration, with what was found as comments.
struct FirstConfiguration {
  /// Absolute.
  let paths: [String]
  let sources: [ReportedSource]
  /// Files below the paths that were too large to look at.
  let notLookedAt: [String]
  /// The start of the paths of case and reports; nil for the folder of the configuration.
  let home: String?
  /// Sources that are listed.
  private static let shown = 40

  var text: String {
    """
    # Configuration of lostwrite; docs/config.md explains every key.
    # Relative paths start at the folder of this file.
    #
    # What is there:
    \(found)
    # Read every night: files, folders (with everything below) and archives.
    logs:
    \(paths.map { "  - \(Self.quoted($0))" }.joined(separator: "\n"))

    # The case: one SQLite file. Its key for fingerprints of tokens is kept beside it in <case>.key.
    case: \(place("lostwrite.case.db"))

    # From this severity on a finding makes the status 1: info, low, medium, high, critical, never.
    fail-on: medium

    # A folder per night and an index.html over them; kept is a number of reports or of days.
    reports:
      folder: \(place("lostwrite-reports"))
      formats: [html, json]
      keep: 90 days

    # Records that no verdict and no finding rests on are forgotten after this time. Without it, all are kept.
    # records:
    #   keep: 90 days

    # Who is told, and of what; nobody hears anything on a quiet night.
    # notify:
    #   on: [new, changed, resolved, error]
    #   command: [/usr/local/bin/tell-the-team]
    #   webhook:
    #     url-env: LOSTWRITE_WEBHOOK
    #     slack: true

    # How the application's own logs spell things, where they are not recognised.
    # keys:
    #   client: [deviceRef]

    """
  }

  /// `lostwrite.case.db`, or `/var/log/lostwrite-case.db` where the folder of the configuration will not do.
  private func place(_ name: String) -> String {
    home.map { Self.quoted("\($0)-\(name.dropFirst("lostwrite.".count))") } ?? name
  }

  private var found: String {
    let lines = sources.prefix(Self.shown).map { source in
      let version = source.version.map { " \($0)" } ?? ""
      let envelope = source.envelope == "none" ? "" : ", envelope \(source.envelope)"
      let malformed = source.malformed == 0 ? "" : ", \(source.malformed) not parsed"
      return "#   \(source.path): \(source.role)\(version), \(source.format)\(envelope), \(source.records) records"
        + "\(malformed), level \(source.level)"
    }
    let rest = sources.count - lines.count
    var all = lines.map(VisibleText.escaped) + (rest > 0 ? ["#   and \(rest) more"] : [])
    all += notLookedAt.prefix(Self.shown).map { "#   \(VisibleText.escaped($0)): too large to look at here" }
    if notLookedAt.count > Self.shown {
      all.append("#   and \(notLookedAt.count - Self.shown) more that are too large")
    }
    guard notLookedAt.isEmpty else { return all.joined(separator: "\n") + "\n" }
    let roles = Set(sources.map(\.role))
    if !roles.contains("sync server") { all.append("# No sync server is among them: verdicts need its logs.") }
    if !roles.contains("API server"), !roles.contains("proxy"), !roles.contains("database snapshot") {
      all.append("# No API server, proxy or database snapshot is among them: most writes will stay 'unknown'.")
    }
    return all.joined(separator: "\n") + "\n"
  }

  /// A text as YAML in double quotes.
  static func quoted(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case let scalar where scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) || scalar.value == 0xfeff:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      case "\u{2028}": out += "\\L"
      case "\u{2029}": out += "\\P"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return "\"\(out)\""
  }
}
