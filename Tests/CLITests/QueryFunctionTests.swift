import CaseStore
import Foundation
import LostwriteCLI
import Model
import Testing

@Suite struct QueryFunctionTests {
  /// A case with a token that expired at 2026-10-21T00:49:41Z, one without expiry, and a record with its text.
  private func made() throws -> CommandRun {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    let file = try CaseFile(path: command.casePath, access: .readWrite)
    try file.database.execute(
      """
      INSERT INTO token_rows VALUES
        (1, 't:9f2c41d0aabb', 'jwt', 'HS256', 'k1', 'https://id.example', 'u1', 'tok-1', 1792543481, 1792543781),
        (2, 't:000000000001', 'cookie', NULL, NULL, NULL, NULL, 's-1', NULL, NULL);
      INSERT INTO record_texts VALUES (7, 'mutator threw')
      """)
    return command
  }

  private static let values: [(String, String)] = [
    ("lateness('t:9f2c41d0aabb', '2026-10-21T00:49:44.241000Z')", "3.241"),
    ("lateness('t:9f2c41d0aabb', '2026-10-21 00:49')", "-41.0"),
    ("lateness('t:9f2c41d0aabb', '2026-10-21T02:49:42+02:00')", "1.0"),
    ("lateness('t:000000000001', '2026-10-21')", "NULL"), ("lateness('t:none', '2026-10-21')", "NULL"),
    ("lateness(NULL, '2026-10-21')", "NULL"), ("lateness('t:9f2c41d0aabb', NULL)", "NULL"),
    ("jwt_claim('t:9f2c41d0aabb', 'exp')", "1792543781"), ("jwt_claim('t:9f2c41d0aabb', 'iat')", "1792543481"),
    ("jwt_claim('t:9f2c41d0aabb', 'iss')", "'https://id.example'"), ("jwt_claim('t:9f2c41d0aabb', 'sub')", "'u1'"),
    ("jwt_claim('t:9f2c41d0aabb', 'kid')", "'k1'"), ("jwt_claim('t:9f2c41d0aabb', 'alg')", "'HS256'"),
    ("jwt_claim('t:9f2c41d0aabb', 'jti')", "'tok-1'"), ("jwt_claim('t:000000000001', 'jti')", "NULL"),
    ("jwt_claim('t:none', 'exp')", "NULL"),
    ("at_offset('2026-10-21T00:49:41.5Z', '+5 minutes')", "'2026-10-21T00:54:41.500000Z'"),
    ("at_offset('2026-10-21T00:49:41Z', -0.25)", "'2026-10-21T00:49:40.750000Z'"),
    ("at_offset('2026-10-21', '-1 day')", "'2026-10-20T00:00:00.000000Z'"),
    ("at_offset('2026-10-21', '90s')", "'2026-10-21T00:01:30.000000Z'"),
    ("at_offset('2026-10-21', '1.5 h')", "'2026-10-21T01:30:00.000000Z'"),
    ("at_offset('2026-10-21', '7')", "'2026-10-21T00:00:07.000000Z'"), ("at_offset(NULL, 1)", "NULL"),
    ("at_offset('2026-10-21', NULL)", "NULL"), ("line(7)", "'mutator threw'"), ("line(8)", "NULL"),
    ("line(NULL)", "NULL"), ("line(9e999)", "NULL"), ("line(-9e999)", "NULL"), ("line(1e19)", "NULL"),
    ("line(7.0)", "'mutator threw'"), ("line(7.5)", "NULL"), ("line('x')", "NULL"),
    ("line(9223372036854775807)", "NULL"),
  ]

  @Test(arguments: values) func functionsGiveTheirValues(call: String, value: String) throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT quote(\(call)) AS q", "-f", "csv") == .clean)
    // Without the head and the line end. A sign before text keeps it from being a formula.
    let out = command.out.dropFirst(2).dropLast(1)
    #expect(out == value || out == "'\(value)", "\(out) \(command.error)")
  }

  @Test(arguments: [
    ("lateness('t:9f2c41d0aabb', 'soon')", "lateness: 'soon' is no time; write it like 2026-10-21T00:44:41.123456Z"),
    ("lateness('t:9f2c41d0aabb', '2026-02-30')", "lateness: '2026-02-30' is no time"),
    ("lateness('t:9f2c41d0aabb', '2026-10-21T00:44+99:99')", "lateness: '2026-10-21T00:44+99:99' is no time"),
    ("jwt_claim('t:9f2c41d0aabb', 'aud')", "jwt_claim: 'aud' is not kept of tokens; kept are exp, iat"),
    ("at_offset('2026-10-21', '5 fortnights')", "at_offset: '5 fortnights' is no span of time; give seconds"),
    ("at_offset('now', 1)", "at_offset: 'now' is no time"),
  ])
  func wrongArgumentsAreToldAtTheirPlace(call: String, message: String) throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT 1, \(call)") == .error)
    #expect(command.error.hasPrefix("error: \(message)"))
    #expect(command.error.contains("\n --> query:1:11\n"))
  }

  @Test func anUnknownFunctionIsToldWithTheNearest() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT latenes('a', 'b')") == .error)
    #expect(command.error.contains("error: no such function: latenes\n"))
    #expect(command.error.contains(" help: did you mean 'lateness'?\n"))
  }
}
