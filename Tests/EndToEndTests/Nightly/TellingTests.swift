import Foundation
import Testing

/// Who is told of a night, and what.
@Suite struct TellingTests {
  private func nights(_ keys: String, _ receiver: Receiver? = nil) throws -> NightDesk {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    nights.more = "notify:\n  \(keys)"
    if let receiver { nights.environment["HOOK"] = receiver.url }
    return nights
  }

  private func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  @Test func webhookGetsTheMessageAfterTwoRefusals() throws {
    let receiver = try Receiver([503, 0])
    let nights = try nights("webhook: {url-env: HOOK, wait: 0, timeout: 20}", receiver)
    let run = try nights.night(22)
    #expect(run.status == 1, "\(run.error)")
    #expect(run.error == "")
    #expect(receiver.received.count == 3)
    #expect(Set(receiver.bodies).count == 1)
    let head = try #require(receiver.received.last)
    #expect(head.hasPrefix("POST /hooks/s3cret HTTP/1.1\r\n"))
    #expect(head.contains("Content-Type: application/json"))
    let message = try object(try #require(receiver.bodies.last))
    #expect(message["status"] as? Int == 1)
    #expect((message["counts"] as? [String: Int])?["lost_writes"] == 3)
    #expect((message["changes"] as? [[String: Any]])?.first?["kind"] as? String == "silent_drop")
    #expect((message["text"] as? String)?.contains("NEW       critical silent_drop") ?? false)
    // A quiet night and one more are told to nobody.
    _ = try nights.night(23)
    #expect(receiver.received.count == 3)
  }

  @Test func messageThatDidNotArriveIsSentByTheNextRun() throws {
    let receiver = try Receiver([500, 500])
    let nights = try nights("webhook: {url-env: HOOK, wait: 0, retries: 1}", receiver)
    let first = try nights.night(22)
    #expect(first.status == 2)
    #expect(first.error == "error: the webhook answered 500 (2 attempts)\n")
    let second = try nights.night(23)
    #expect(second.status == 1, "\(second.error)")
    #expect(receiver.bodies.count == 3)
    #expect(try object(receiver.bodies[2])["at"] as? String == "2026-10-22T01:30:00.000000Z")
  }

  @Test(arguments: [404, 302]) func answerThatWillNotChangeIsNotTriedAgain(status: Int) throws {
    let receiver = try Receiver([status])
    let run = try nights("webhook: {url-env: HOOK, wait: 0}", receiver).night(22)
    #expect(run.status == 2)
    #expect(run.error == "error: the webhook answered \(status) (1 attempt)\n")
    #expect(receiver.received.count == 1)
  }

  @Test func slackGetsATextThatIsNoMarkup() throws {
    let receiver = try Receiver()
    let nights = try nights("webhook: {url-env: HOOK, slack: true}", receiver)
    try nights.desk.write(
      "logs/<!channel> & more.log", "{\"level\":\"INFO\",\"message\":\"starting server@0.25.13 \"}\n")
    _ = try nights.night(22)
    let message = try object(try #require(receiver.bodies.first))
    #expect(Array(message.keys) == ["text"])
    let text = try #require(message["text"] as? String)
    #expect(text.contains("pending -&gt; ") || text.contains("NEW       critical"))
    #expect(!text.contains("<"))
  }

  @Test func noTokenAndNoAddressLeavesTheMachine() throws {
    let receiver = try Receiver()
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9." + String(repeating: "q", count: 43)
    let nights = try nights(
      "webhook: {url-env: HOOK}\n  command: [sh, -c, 'cat > told.json; env > told.env']", receiver)
    try nights.desk.write("logs/\(token).gz", Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]))
    try nights.desk.write("logs/more.log", "{\"level\":\"INFO\",\"message\":\"Authorization: Bearer \(token)\"}\n")
    let run = try nights.night(22)
    #expect(run.status == 2)
    let told = try ["told.json", "told.env"].map { try String(contentsOfFile: nights.desk.path($0), encoding: .utf8) }
    #expect(told[0].contains("logs/(token)"))
    for text in receiver.received + told + [try nights.report(22, "changes.json")] {
      #expect(!text.contains(token.suffix(43)) && !text.contains("eyJhbGciOi"))
    }
    #expect(!told[1].contains("s3cret"))
    #expect(!run.error.contains("s3cret") && !run.out.contains("s3cret"))
  }

  @Test func commandGetsSummaryAndNumbersAndNoShellReadsIt() throws {
    let nights = try nights(
      "command: [sh, -c, 'cat > told.json; echo \"$1 $LOSTWRITE_NEW $LOSTWRITE_LOST_WRITES\"', sh, '$(touch oops) *']")
    let run = try nights.night(22)
    #expect(run.status == 1, "\(run.error)")
    #expect(run.error == "$(touch oops) * 3 3\n")
    #expect(!FileManager.default.fileExists(atPath: nights.desk.path("oops")))
    let message = try object(try String(contentsOfFile: nights.desk.path("told.json"), encoding: .utf8))
    #expect(message["report_path"] as? String == nights.desk.path("reports/2026-10-22T013000Z"))
  }

  @Test(arguments: [
    ("[/nowhere/tell]", "the command '/nowhere/tell' (notify.command) does not exist or cannot be run"),
    ("[sh, -c, 'exit 3']", "the command 'sh' (notify.command) ended with status 3"),
  ])
  func commandThatFailsIsAnError(command: String, message: String) throws {
    let run = try nights("command: \(command)").night(22)
    #expect(run.status == 2)
    #expect(run.error == "error: \(message)\n")
    #expect(run.out.contains("NEW "))
  }

  @Test func runThatComesToNothingIsToldAsAnError() throws {
    let receiver = try Receiver()
    let nights = try nights("webhook: {url-env: HOOK}", receiver)
    nights.more += "\nrules: mine"
    try nights.desk.write("mine/zero/detections/a.yaml", "id: a\n")
    let run = try nights.night(22)
    #expect(run.status == 2)
    let message = try object(try #require(receiver.bodies.first))
    #expect(message["status"] as? Int == 2)
    #expect((message["errors"] as? [String])?.first?.contains("missing key") ?? false)
  }

  @Test func variableWithoutAnAddressIsAnErrorAtOnce() throws {
    let nights = try nights("webhook: {url-env: HOOK}")
    let run = try nights.night(22)
    #expect(run.status == 2)
    #expect(run.error.contains("the environment variable 'HOOK' (notify.webhook.url-env) is not set or empty"))
    #expect(!FileManager.default.fileExists(atPath: nights.casePath))
    nights.environment["HOOK"] = "http://example.com/s3cret"
    let second = try nights.night(22)
    #expect(second.error.contains("the address in the environment variable 'HOOK' cannot be used: 'http://' goes"))
    #expect(!second.error.contains("s3cret"))
  }
}
