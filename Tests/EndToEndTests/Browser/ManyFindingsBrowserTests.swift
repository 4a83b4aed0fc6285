import Foundation
import Testing

/// A report with more findings than are told in full.
extension BrowserTests {
  /// The silent drops of the sample, for as many clients.
  private func logs(_ desk: Desk, clients: Int) throws {
    for name in ["api.cloudwatch.csv", "zero-cache.docker.log"] {
      let sample = Self.samples.appendingPathComponent("silent-drop").appendingPathComponent(name)
      let text = try String(contentsOf: sample, encoding: .utf8)
      for client in 0..<clients {
        try desk.write("logs/\(client)-\(name)", text.replacing("rm891c46", with: "rm\(100_000 + client)"))
      }
    }
  }

  private static let table = "document.querySelector('[data-table=findings]')"

  @Test func everyFindingOpensItsStory() throws {
    let desk = try Desk()
    try logs(desk, clients: 30)
    let page = try report(desk, desk.path("logs"))
    try Browser.run { browser in
      try browser.open(page)
      // The 30 stale tokens come after the 30 drops, so that some are told in the table only.
      let detail = "\(Self.table).querySelector('.detail')?.textContent ?? ''"
      try browser.script("\(Self.table).querySelector('.opener').focus()")
      #expect(try browser.text("document.activeElement.getAttribute('aria-expanded')") == "false")
      try browser.press(Key.enter)
      #expect(try browser.becomes("document.activeElement.getAttribute('aria-expanded') === 'true'"))
      let text = try browser.text(detail)
      let parts = [
        "carried such a token, first at", "What to do 1. ", "Who client rm1000", "Evidence ", "api.cloudwatch.csv:",
      ]
      for part in parts {
        #expect(text.contains(part), "\(text)")
      }
      let number = try browser.text("\(Self.table).querySelector('tbody td').textContent.trim()")
      #expect(text.contains("lostwrite show \(desk.path("a.case")) \(number)"), "\(text)")
      try browser.press(Key.enter)
      #expect(try browser.becomes("!\(Self.table).querySelector('.detail')"))
      try expectQuiet(browser, page)
    }
  }

  @Test func linksLeadToFindingsWhereverTheyAreTold() throws {
    let desk = try Desk()
    try logs(desk, clients: 30)
    let page = try report(desk, desk.path("logs"))
    try Browser.run { browser in
      try browser.open(page)
      let dead = "[...document.querySelectorAll('.who a')].filter((a) => !document.querySelector(a.hash)).length"
      #expect(try browser.number(dead) == 0)
      let number = try browser.text("\(Self.table).querySelector('tbody tr:last-child td').textContent.trim()")
      try browser.script("location.hash = '#f\(number)'")
      #expect(try browser.becomes("\(Self.table).querySelector('.detail')"))
      #expect(try browser.text("\(Self.table).querySelector('tbody td').textContent.trim()") == number)
      // What the filter looks into holds the whole story.
      try browser.script(
        "const i = \(Self.table).querySelector('input'); i.value = 'rm100007c #8'; i.dispatchEvent(new Event('input'))")
      let count = try browser.text("\(Self.table).querySelector('output').textContent")
      #expect(count.hasPrefix("0 of ") || count.hasPrefix("1 of "), "\(count)")
      try expectQuiet(browser, page)
    }
  }

  /// Where rows are laid out as blocks, they are still rows to a screen reader.
  @Test func theFirstScreenStaysATableOnAPhone() throws {
    let desk = try Desk()
    let page = try report(desk, "samples/silent-drop")
    try Browser.run { browser in
      try browser.show(page, width: 390, height: 844, theme: "light")
      let tree = try browser.devTools("Accessibility.getFullAXTree") as? [String: Any]
      let nodes = tree?["nodes"] as? [[String: Any]] ?? []
      func names(_ role: String) -> [String] {
        nodes.filter { $0["ignored"] as? Bool != true && ($0["role"] as? [String: Any])?["value"] as? String == role }
          .compactMap { ($0["name"] as? [String: Any])?["value"] as? String }
      }
      #expect(names("rowheader").contains { $0.contains("rm891c46jo2mv9ttsv") }, "\(names("rowheader"))")
      #expect(names("columnheader").starts(with: ["Who", "What"]), "\(names("columnheader"))")
      #expect(names("cell").contains { $0.contains("dropped") })
    }
  }
}
