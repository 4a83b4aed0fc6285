import Model
import Testing

@testable import Dialects

@Suite struct RFC3339Tests {
  private func read(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { Timestamp(rfc3339: $0)?.iso }
  }

  @Test(arguments: [
    ("2026-11-22T10:23:22.544Z", "2026-11-22T10:23:22.544000Z"),
    ("2026-11-22T10:23:22Z", "2026-11-22T10:23:22.000000Z"),
    ("2026-11-22T10:23:22.123456789+02:00", "2026-11-22T08:23:22.123456Z"),
    ("2026-11-22t23:59:60.5-01:30", "2026-11-23T01:30:00.500000Z"),
  ])
  func momentsAreRead(text: String, moment: String) {
    #expect(read(text) == moment)
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-11-22T10:23:22", "2026-13-22T10:23:22Z", "2026-11-22T10:23:22+0200", "x026-11-22T10:23:22Z",
    "2026-11-22T10:23:22+99:99", "2026-11-22T10:23:22+01:60",
  ])
  func otherTextsAreNone(text: String) {
    #expect(read(text) == nil)
  }
}
