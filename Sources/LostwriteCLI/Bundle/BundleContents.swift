import CaseStore
import Digests
import Foundation
import Model
import Reporting
import RulePacks

/// Everything that goes into a bundle, but for its manifest.
struct BundleContents {
  /// A text that is made for the bundle.
  struct Text {
    var path: String
    var bytes: Data

    init(_ path: String, _ text: String) {
      self.path = path
      bytes = Data(text.utf8)
    }
  }

  static let caseName = "case.db"

  let texts: [Text]
  let rules: BundleManifest.Rules

  /// - Parameters:
  ///   - file: the case.
  ///   - packs: the rules as they are now; they go in when the case was checked with them.
  /// - Throws: `StoreError` when the case cannot be read.
  init(_ file: CaseFile, packs: RulePacks) throws {
    let used = try file.rulesDigest() ?? ""
    rules = BundleManifest.Rules(sha256: used, areIncluded: used == packs.sha256)
    var texts = [Text("README.md", Self.readme)]
    for (format, name) in Self.reports {
      let subject = ReportSubject(file, casePath: Self.caseName)
      let worst = try subject.report(format.limits).worst
      subject.status = worst.map { $0 >= .medium } ?? false ? .findings : .clean
      var report = ""
      try format.render(subject) { report += $0 }
      texts.append(Text("reports/" + name, report))
    }
    if rules.areIncluded { texts += packs.files.map { Text("rules/" + $0.path, $0.text) } }
    self.texts = texts
  }

  private static let reports: [(ReportFormat, String)] = [
    (.html, "report.html"), (.json, "report.json"), (.markdown, "report.md"), (.text, "report.txt"),
  ]

  private static let readme = """
    # A case of lostwrite, handed over

    Which writes were silently lost, which requests carried a stale token, and what the logs cannot tell.

    | file | what |
    |---|---|
    | `reports/report.html` | open it in a browser; it loads nothing from elsewhere |
    | `reports/report.txt`, `report.md`, `report.json` | the same to read, for an issue, for a program |
    | `case.db` | everything as one SQLite file: `lostwrite query case.db "SELECT * FROM findings"`, or any `sqlite3` |
    | `rules/` | the rules that the case was checked with, where they were at hand |
    | `manifest.json` | digests and sizes of all of these, and of the logs that the case was made of |

    Check it: `lostwrite verify BUNDLE.tar.zst` compares every file with the manifest. Where the logs are at hand,
    `lostwrite verify case.db --source-root DIR` compares them with the case.

    The logs themselves are not here, and neither is the key of the fingerprints: a token stands as `t:` and twelve hex digits,
    from which nobody can get it back. Without the key, `lostwrite show` shows other fingerprints in lines of the logs.

    """
}
