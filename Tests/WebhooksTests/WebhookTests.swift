import Synchronization
import Testing

@testable import Webhooks

@Suite struct WebhookTests {
  @Test(arguments: [
    "https://example.com/hook", "https://example.com", "http://localhost/x", "http://127.0.0.1:8080/x",
    "http://[::1]:1/x",
  ])
  func addressIsGood(url: String) { #expect(Webhook.problem(with: url) == nil) }

  @Test(arguments: [
    "", "example.com", "ftp://example.com/", "https://", "http://example.com/", "http://localhost.example.com/",
    "http://127.0.0.1@example.com/", "http://127.0.0.1.example.com/", "https://example.com/a b", "https://exämple.com/",
    "http://localhost:80@example.com/", "file:///etc/passwd", "https://example.com/\r\nHost: x",
  ])
  func addressIsRefusedAndNotNamed(url: String) throws {
    let problem = try #require(Webhook.problem(with: url))
    #expect(!problem.contains("example"))
  }

  @Test func everyPauseIsTwiceTheOneBefore() {
    let pauses = Mutex<[Duration]>([])
    // Nothing listens on the port for "discard".
    let webhook = Webhook(
      url: "http://127.0.0.1:9/s3cret", timeout: .seconds(5), retries: 3, firstWait: .seconds(2),
      wait: { pause in pauses.withLock { $0.append(pause) } })
    let fault = #expect(throws: WebhookFault.self) { try webhook.post("{}") }
    #expect(pauses.withLock { $0 } == [.seconds(2), .seconds(4), .seconds(8)])
    #expect(fault?.description.hasPrefix("the webhook cannot be reached: ") ?? false)
    #expect(fault?.description.hasSuffix(" (4 attempts)") ?? false)
    #expect(!(fault?.description.contains("s3cret") ?? true))
  }

  @Test(arguments: [(408, true), (429, true), (500, true), (503, true), (400, false), (401, false), (302, false)])
  func onlyWhatMayPassIsTriedAgain(status: Int, mayPass: Bool) {
    #expect(WebhookFault.refused(status).mayPass == mayPass)
  }
}
