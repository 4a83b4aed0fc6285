public import CaseStore
import Model

/// The page over all nights: a chart and a table, in one file that loads nothing.
public struct NightIndexPage {
  /// The last first.
  private let nights: [Night]
  /// Files of the reports by the folder of their night; a night without is not linked.
  private let files: [String: [String]]

  /// - Parameters:
  ///   - nights: the last first.
  ///   - files: names of the reports by the folder of their night; a night without is listed without links.
  public init(_ nights: [Night], files: [String: [String]]) {
    self.nights = nights
    self.files = files
  }

  /// The page; ends with a line break.
  public var html: String {
    let page: HTML = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>lostwrite: nights</title>
      <style>\(trusted: Self.style)</style>
      </head>
      <body>
      <main>
      <h1>lostwrite: nights</h1>
      <p>\(summary)</p>
      \(NightChart(nights).html)
      \(table)
      </main>
      </body>
      </html>

      """
    return page.text
  }

  private var summary: String {
    guard let last = nights.first else { return "No night has run yet." }
    return "\(Wording.count(nights.count, "night")), the last at \(last.at.short) UTC. \(Self.words(last.status))"
  }

  private static func words(_ status: Int32) -> String {
    switch ExitStatus(rawValue: status) {
    case .clean: "Nothing was found that counts."
    case .findings: "Findings are open."
    default: "Not everything could be read."
    }
  }

  private static let columns = [
    "new", "changed", "resolved", "continuing", "accepted", "verdicts changed", "writes lost", "stale tokens",
  ]

  private var table: HTML {
    let heads = Self.columns.map { column -> HTML in "<th scope=\"col\" class=\"number\">\(column)</th>" }
    return """
      <div class="scroll" tabindex="0" role="region" aria-labelledby="nights">
      <table>
      <caption id="nights">Each night, the last first; times are UTC</caption>
      <thead><tr><th scope="col">night</th><th scope="col">status</th>\(heads)<th scope="col">reports</th></tr></thead>
      <tbody>
      \(nights.map(row))</tbody>
      </table>
      </div>
      """
  }

  private func row(_ night: Night) -> HTML {
    let counts = night.counts
    let numbers = [
      counts.new, counts.changed, counts.resolved, counts.continuing, counts.accepted, counts.changedWrites,
      counts.lostWrites, counts.staleTokens,
    ]
    let cells = numbers.map { number -> HTML in "<td class=\"number\(number == 0 ? " zero" : "")\">\(number)</td>" }
    let links = (files[night.folder] ?? []).map { file -> HTML in
      "<a href=\"\(Self.address(night.folder, file))\">\(file)</a> "
    }
    return """
      <tr><th scope="row">\(night.at.short)</th><td>\(status(night.status))</td>\(cells)<td>\(links)</td></tr>

      """
  }

  private func status(_ status: Int32) -> HTML {
    switch ExitStatus(rawValue: status) {
    case .clean: "<span class=\"good\">clean</span>"
    case .findings: "<span class=\"bad\">findings</span>"
    default: "<span class=\"bad\">error</span>"
    }
  }

  /// A relative address; bytes that mean something in one are written as `%20`.
  private static func address(_ folder: String, _ file: String) -> String {
    func part(_ text: String) -> String {
      text.utf8.map { byte in
        let character = Character(Unicode.Scalar(byte))
        let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
        let hex = String(byte, radix: 16, uppercase: true)
        return isPlain ? String(character) : "%" + (hex.count < 2 ? "0" : "") + hex
      }.joined()
    }
    return "./\(part(folder))/\(part(file))"
  }

  private static let style = """

    :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #8c959f; --lost: #b42318; --stale: #0b6bcb; \
    --dim: #57606a; --good: #1a7f37 }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --line: #6e7681; --lost: #ff8a80; \
    --stale: #79b8ff; --dim: #9da7b1; --good: #56d364 } }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
    main { max-width: 75rem; margin: 0 auto; padding: 1rem }
    h1 { font-size: 1.4rem }
    svg { width: 100%; height: auto }
    svg text { fill: var(--ink); font-size: 12px }
    .axis { stroke: var(--line) }
    .lost { fill: var(--lost) }
    .stale { fill: var(--stale) }
    .scroll { overflow-x: auto }
    table { border-collapse: collapse; width: 100% }
    caption { text-align: left; color: var(--dim) }
    th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; \
    font-weight: normal }
    thead th { font-weight: 600; white-space: normal; vertical-align: bottom }
    .number { text-align: right; font-variant-numeric: tabular-nums }
    .zero { color: var(--dim) }
    .bad { color: var(--lost); font-weight: 600 }
    .good { color: var(--good) }
    a { color: var(--stale) }

    """
}
