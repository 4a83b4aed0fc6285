import Foundation
import Testing

/// The page over all nights.
@Suite struct NightIndexTests {
  private func page() throws -> String {
    let nights = try NightDesk()
    try nights.add("healthy")
    _ = try nights.night(22)
    try nights.add("silent-drop")
    _ = try nights.night(23)
    _ = try nights.night(24)
    try nights.desk.write("reports/2026-10-24T013000Z/<img src=x onerror=alert(1)>&\".txt", "")
    _ = try nights.night(25)
    return try String(contentsOfFile: nights.desk.path("reports/index.html"), encoding: .utf8)
  }

  @Test func pageIsWellFormedLoadsNothingAndHoldsNoForeignMarkup() throws {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    let page = try page()
    // Without the doctype and with its void elements closed, it is XML.
    let xml = page.replacing("<!doctype html>", with: "").replacing(/<meta ([^>]*)>/) { "<meta \($0.output.1)/>" }
    let lint = try Tool.run(["xmllint", "--noout", "--nonet", try desk.write("index.xml", xml)])
    #expect(lint.status == 0, "\(lint.text)")
    #expect(!page.contains("<img"))
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;&amp;&quot;.txt"))
    #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
    #expect(page.contains("default-src 'none'"))
    for match in page.matches(of: /(?:src|href)="([^"]*)"/) { #expect(match.output.1.hasPrefix("./2026-")) }
  }

  @Test func chartAndTableTellTheSameAndAreNamed() throws {
    let page = try page()
    #expect(page.contains("role=\"img\" aria-labelledby=\"chart-title chart-text\""))
    #expect(page.contains("3 lost writes and 2 stale tokens in 4 nights"))
    #expect(page.contains("<title>2026-10-23 01:30:00: 3 lost writes, 2 stale tokens</title>"))
    #expect(page.matches(of: /<rect class="lost" x="\d+" y="\d+" width="\d+" height="\d+" rx="0"\/>/).count == 1)
    #expect(page.contains("<html lang=\"en\">") && page.contains("<th scope=\"col\""))
    // The last first.
    let rows = page.matches(of: /<th scope="row">2026-10-(\d\d)/).map { String($0.output.1) }
    #expect(rows == ["25", "24", "23", "22"])
  }
}
