import Testing

@testable import Correlation

/// Names of files that one log may have.
@Suite struct LogFamilyTests {
  @Test(
    arguments: [
      ("logs/zero.log", "logs/zero.log.1"), ("logs/zero.log", "logs/zero.log.12.gz"),
      ("logs/zero.log", "logs/zero.log-20261101"), ("logs/zero-2026-11-01.log", "logs/zero-2026-11-02.log.gz"),
      ("logs/zero.20261101T101010Z.log", "logs/zero.log"), ("2026-11-01/zero.log", "2026-11-02/zero.log"),
      ("pods/zero/0.log", "pods/zero/3.log"), ("pods/zero/0.log", "pods/zero/0.log.20261101-101010.gz"),
      ("night.tar.gz!zero.log", "night.tar.gz!zero.log.1"),
    ])
  func namesOfOneLog(a: String, b: String) { #expect(LogFamily(path: a) == LogFamily(path: b)) }

  @Test(
    arguments: [
      ("a/zero.log", "b/zero.log"), ("zero-1.log", "zero-2.log"), ("zero-0.25.0.log", "zero-0.26.0.log"),
      ("logs/zero.log", "logs/api.log"), ("z250/zero.log", "z256/zero.log"), ("zero-20269901.log", "zero-20269902.log"),
    ])
  func namesOfSeveralLogs(a: String, b: String) { #expect(LogFamily(path: a) != LogFamily(path: b)) }
}
