import Foundation
import Testing

/// The HTML report in a real browser.
@Suite(.serialized) struct BrowserTests {
  /// The keys of https://www.w3.org/TR/webdriver2/#keyboard-actions.
  enum Key {
    static let enter = "\u{e007}"
    static let escape = "\u{e00c}"
    static let tab = "\u{e004}"
    static let right = "\u{e014}"
  }

  static let samples = Binary.root.appendingPathComponent("samples")

  func report(_ desk: Desk, _ paths: String...) throws -> URL {
    let file = desk.path("report.html")
    let run = try Binary.run(["analyze", "--case", desk.path("a.case"), "--format", "html=\(file)"] + paths)
    #expect(run.status == 1, "\(run.error)")
    return URL(fileURLWithPath: file)
  }

  func expectQuiet(_ browser: Browser, _ page: URL) throws {
    #expect(try browser.complaints() == [])
    let others = try browser.requests(of: page).filter { $0 != page.absoluteString }
    #expect(others == [])
  }

  // MARK: Evidence

  @Test func clickOnAMarkShowsItsEvidence() throws {
    let desk = try Desk()
    let page = try report(desk, "samples/stale-token")
    try Browser.run { browser in
      try browser.open(page)
      #expect(try browser.becomes("document.getElementById('evidence').hidden"))
      try browser.click("use.m[href='#refused']")
      #expect(try browser.becomes("!document.getElementById('evidence').hidden"))
      let text = try browser.text("document.getElementById('evidence').textContent")
      #expect(text.contains("push of write 6: refused with 401"), "\(text)")
      #expect(text.contains("68 s past its expiry"))
      #expect(text.contains("samples/stale-token/zero-cache.cri.log:456"))
      #expect(text.contains("samples/stale-token/api.cloudwatch.csv:176"))
      #expect(text.contains("The server behind ZERO_MUTATE_URL returned a push error."))
      try browser.click("#evidence .place button")
      #expect(try browser.becomes("document.querySelector('#evidence .place button').textContent === 'Copied'"))
      try browser.click("#evidence .close")
      #expect(try browser.becomes("document.getElementById('evidence').hidden"))
      try expectQuiet(browser, page)
    }
  }

  @Test func timelineIsUsableByKeyboard() throws {
    let desk = try Desk()
    let page = try report(desk, "samples/stale-token")
    try Browser.run { browser in
      try browser.open(page)
      try browser.script("document.getElementById('plot').focus()")
      let first = try browser.text("document.getElementById('range').textContent")
      try browser.press("0")
      #expect(try browser.becomes("document.getElementById('range').textContent !== '\(first)'"))
      #expect(try browser.number("parseFloat(document.querySelector('.view').getAttribute('width'))") == 100)
      try browser.press("+")
      #expect(try browser.becomes("parseFloat(document.querySelector('.view').getAttribute('width')) > 150"))
      let before = try browser.number("parseFloat(document.querySelector('.view').getAttribute('x'))")
      try browser.press(Key.right)
      #expect(try browser.becomes("parseFloat(document.querySelector('.view').getAttribute('x')) < \(before)"))
      // One stop per lane; the first is the servers' lane.
      try browser.press(Key.tab, Key.tab)
      #expect(try browser.becomes("document.activeElement.closest('.lane')"))
      let mark = try browser.text("document.activeElement.getAttribute('aria-label')")
      try browser.press(Key.right)
      #expect(try browser.becomes("document.activeElement.matches('.m')"))
      #expect(try browser.text("document.activeElement.getAttribute('aria-label')") != mark)
      try browser.press(Key.enter)
      #expect(try browser.becomes("document.activeElement.id === 'evidence-title'"))
      try browser.press(Key.escape)
      #expect(try browser.becomes("document.activeElement.matches('.m')"))
      #expect(try browser.becomes("document.getElementById('evidence').hidden"))
      try expectQuiet(browser, page)
    }
  }

  @Test func timelineZoomsWithTheWheelAndMovesWithTheMouse() throws {
    let desk = try Desk()
    let page = try report(desk, "samples/stale-token")
    try Browser.run { browser in
      try browser.open(page)
      try browser.click("[data-do=all]")
      #expect(try browser.becomes("parseFloat(document.querySelector('.view').getAttribute('width')) === 100"))
      try browser.script("document.getElementById('plot').focus()")
      let box = "document.querySelector('.lane .track').getBoundingClientRect()"
      let x = Int(try browser.number("\(box).left + \(box).width / 2"))
      let y = Int(try browser.number("\(box).bottom - 3"))
      try browser.wheel(at: (x, y), by: -400)
      #expect(try browser.becomes("parseFloat(document.querySelector('.view').getAttribute('width')) > 110"))
      let before = try browser.number("parseFloat(document.querySelector('.view').getAttribute('x'))")
      try browser.drag(from: (x, y), to: (x - 200, y))
      #expect(
        try browser.becomes("parseFloat(document.querySelector('.view').getAttribute('x')) < \(before) - 5"))
      #expect(try browser.becomes("document.getElementById('evidence').hidden"))
      try browser.click(".show-on")
      #expect(try browser.becomes("document.activeElement.id === 'plot'"))
      try expectQuiet(browser, page)
    }
  }

  // MARK: Tables

  @Test func tablesFilterAndSort() throws {
    let desk = try Desk()
    let page = try report(desk, "samples/silent-drop")
    try Browser.run { browser in
      try browser.open(page)
      let count = "document.querySelector('[data-table=writes] output').textContent"
      let rows = "document.querySelectorAll('[data-table=writes] tbody tr').length"
      #expect(try browser.text(count) == "92 of 92 writes")
      #expect(try browser.number(rows) == 25)
      try browser.click("[data-table=writes] .more button")
      #expect(try browser.becomes("\(rows) === 92"))
      try browser.type("rm891 #7", into: "[data-table=writes] input")
      #expect(try browser.becomes("\(count) === '1 of 92 writes'"))
      #expect(
        try browser.text("document.querySelector('[data-table=writes] tbody').textContent").contains("dropped"))
      try browser.script("document.querySelector('[data-table=writes] input').value = ''")
      try browser.script(
        "const s = document.querySelector('[data-table=writes] select'); s.value = 'dropped'; s.dispatchEvent(new Event('change'))"
      )
      #expect(try browser.becomes("\(count) === '3 of 92 writes'"))
      try browser.click("[data-table=writes] th:nth-child(9) button")
      try browser.click("[data-table=writes] th:nth-child(9) button")
      #expect(
        try browser.text("document.querySelector('[data-table=writes] th[aria-sort]').getAttribute('aria-sort')")
          == "descending")
      let firstRow = try browser.text("document.querySelector('[data-table=writes] tbody td').textContent")
      #expect(firstRow == "rm891c46jo2mv9ttsv#8")
      try expectQuiet(browser, page)
    }
  }

  // MARK: Hostile logs

  /// Text that would run if it ever became markup. It sets `hacked` or asks for an address.
  private static let attacks = [
    "<script>window.hacked=1</script>", "<img/src=x/onerror=window.hacked=2>", "javascript:window.hacked=3",
    "</script><script>window.hacked=4</script>", "<!--<script>", "<svg/onload=window.hacked=5>",
    "<a/href=javascript:window.hacked=6>x</a>", "<iframe/src=http://example.com/>", "</title></style></textarea>",
  ]
  private static let quoted = #"\" autofocus onfocus=\"window.hacked=7\" onmouseover=\"window.hacked=8\" x=\""#

  /// The stale-token sample with attacks as client id, mutator, error text and words.
  private func hostileLogs(_ desk: Desk) throws {
    let sample = Self.samples.appendingPathComponent("stale-token")
    for name in ["zero-cache.cri.log", "api.cloudwatch.csv", "client.console.jsonl"] {
      var text = try String(contentsOf: sample.appendingPathComponent(name), encoding: .utf8)
      text = text.replacing("h30f6ja0i5dlbn357g", with: "h30" + Self.attacks[1])
      text = text.replacing("grp7f45lklukp3vavt", with: "grp" + Self.attacks[3])
      text = text.replacing("todo.create", with: Self.attacks[2])
      text = text.replacing("nauthorized", with: Self.attacks.joined())
      text = text.replacing("536c4c71d9d840c4", with: Self.attacks[6])
      if name == "zero-cache.cri.log" {
        text = text.replacing(#""origin":"zeroCache""#, with: "\"origin\":\"zeroCache\(Self.quoted)\"")
      }
      try desk.write("logs/<img src=x onerror=hacked=9>-\(name)", text)
    }
  }

  @Test func whatLogsSayStaysText() throws {
    let desk = try Desk()
    try hostileLogs(desk)
    let page = try report(desk, desk.path("logs"))
    try Browser.run { browser in
      try browser.open(page)
      // Everything that a user could touch.
      try browser.script("for (const part of document.querySelectorAll('details')) part.open = true")
      try browser.script(
        """
        for (const part of document.querySelectorAll('main *')) {
          for (const name of ['mouseover', 'focus', 'pointermove']) part.dispatchEvent(new Event(name, { bubbles: true }));
          if (part.matches('.m, button')) part.dispatchEvent(new MouseEvent('click', { bubbles: true }));
        }
        """)
      #expect(try browser.number("document.querySelectorAll('.m').length") > 20)
      try browser.click("[data-do=all]")
      #expect(try browser.becomes("parseFloat(document.querySelector('.view').getAttribute('width')) === 100"))
      try browser.click("use.m[href='#refused']")
      #expect(try browser.becomes("!document.getElementById('evidence').hidden"))
      let evidence = try browser.text("document.getElementById('evidence').textContent")
      #expect(evidence.contains("<script>window.hacked=1</script>"), "\(evidence)")
      #expect(evidence.contains("onfocus="))
      let all = try browser.text("document.body.textContent")
      for attack in Self.attacks.dropFirst(1).prefix(2) { #expect(all.contains(attack), "\(attack)") }
      #expect(try browser.text("typeof window.hacked") == "undefined")
      #expect(
        try browser.number(
          "document.querySelectorAll('img, iframe, [onfocus], [onmouseover], [autofocus]').length") == 0)
      #expect(try browser.number("document.querySelectorAll('script').length") == 2)
      #expect(try browser.number("document.querySelectorAll('[href^=\"javascript:\"]').length") == 0)
      try expectQuiet(browser, page)
    }
  }

  // MARK: Sizes and colours

  @Test func pageFitsEveryWidthAndCanBeRead() throws {
    let desk = try Desk()
    let page = try report(desk, "samples/silent-drop")
    try Browser.run { browser in
      for width in [1440, 768, 390] {
        for theme in ["light", "dark"] {
          try browser.show(page, width: width, height: 900, theme: theme)
          #expect(try browser.number("document.documentElement.scrollWidth") <= Double(width), "\(width)")
          // The answer and whom it concerns stand on the first screen.
          let bottom = try browser.number("document.querySelector('.who tbody tr').getBoundingClientRect().bottom")
          #expect(bottom < 900, "\(width)")
          let contrasts = try browser.script(BrowserScripts.contrasts) as? [String] ?? ["no answer"]
          #expect(contrasts == [], "\(width) \(theme)")
        }
      }
      try expectQuiet(browser, page)
    }
  }
}

enum BrowserScripts {
  /// Texts whose contrast with what lies behind them is below WCAG's 4.5 to 1.
  static let contrasts = """
    const parse = (c) => c.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (part) => {
      for (; part; part = part.parentElement) {
        const colour = parse(getComputedStyle(part).backgroundColor);
        if (colour.length < 4 || colour[3] > 0.99) return colour;
      }
      return [255, 255, 255];
    };
    const bad = new Set();
    for (const part of document.querySelectorAll('main *, header *, footer *')) {
      if (part.closest('svg')) continue;
      const own = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      if (!own || !part.getClientRects().length) continue;
      const [a, b] = [light(parse(getComputedStyle(part).color)), light(behind(part))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) bad.add(part.tagName + '.' + part.className + ' ' + ratio.toFixed(2));
    }
    return [...bad];
    """
}
