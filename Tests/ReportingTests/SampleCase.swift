import CaseStore
import Foundation
import Model

/// A small case with one incident, written row by row: two writes dropped, one unknown, one pending, one delivered.
struct SampleCase {
  let file: CaseFile

  init(_ more: String = "") throws {
    file = try CaseFile(path: ":memory:", access: .create)
    try file.database.execute(Self.sources + Self.entities + Self.finding + more)
  }

  func report(_ scope: ReportScope = .init()) throws -> CaseReport {
    var report = try CaseReport(of: file, scope: scope)
    report.casePath = "night.db"
    return report
  }

  /// 2026-10-21T00:44:41Z in microseconds, and seconds after it.
  static func at(_ seconds: Int) -> Int { (1_792_543_481 + seconds) * 1_000_000 }

  private static let sources = """
    INSERT INTO source_rows VALUES
      (1, 'logs/zero.log', 'aa', 900, 'zeroJSON', 'docker', 'sync server', 'info', \(at(0)), \(at(442)), 4000,
        '0.25.13', 'banner', 900, 0, 0, 0, 0, 0, NULL, NULL),
      (2, 'logs/api.log', 'bb', 300, 'json', 'none', 'API server', 'info', \(at(3)), \(at(419)), 812, NULL, NULL,
        290, 0, 0, 10, 0, 1, 902, NULL);
    INSERT INTO record_rows VALUES (1, 2, 100, 90, 12, \(at(368)), 0, 0), (2, 1, 500, 80, 7, \(at(369)), 0, 0);
    INSERT INTO record_texts VALUES (1, 'mutator threw: JWTExpired ' || char(27) || '[31m' || char(10) || 'LOST all');
    """

  private static let entities = """
    INSERT INTO symbols VALUES (1, 'g1'), (2, 'c1'), (3, 'u1'), (4, 'issue.create');
    INSERT INTO client_rows VALUES (2, 1);
    INSERT INTO token_rows VALUES (1, 't:9f2c41d0aabb', 'jwt', 'HS256', NULL, NULL, 'u1', 'tok-1',
      \(at(0) / 1_000_000), \(at(300) / 1_000_000));
    INSERT INTO event_rows VALUES
      (1, 60, 2, 1, \(at(4)), 1, 2, 0, 3, 1, NULL, NULL, NULL, 0, 0, '', ''),
      (2, 63, 1, 2, \(at(368)), 1, 2, 0, 3, 1, 7, 401, NULL, 0, 0, '', '');
    INSERT INTO mutation_rows VALUES
      (1, 1, 2, 6, NULL, 3, 4, 'delivered', 'none', 'proved', NULL, 1, 1, \(at(10)), \(at(10))),
      (2, 1, 2, 7, NULL, 3, 4, 'dropped', 'auth', 'proved', 'mutator threw', 1, 1, \(at(368)), \(at(368))),
      (3, 1, 2, 8, NULL, 3, 4, 'dropped', 'auth', 'proved', 'mutator threw', 1, 1, \(at(369)), \(at(369))),
      (4, 1, 2, 9, NULL, 3, 4, 'unknown', 'unknown', 'suspected', 'the API log ends at 00:51:40', 1, 1,
        \(at(430)), \(at(430))),
      (5, 1, 2, 10, NULL, 3, 4, 'pending', 'none', 'proved', 'its client was there', 1, 1, \(at(441)), \(at(441)));
    """

  /// The stale token of another client, told in the same words.
  static let secondStaleToken = """
    INSERT INTO finding_rows
      SELECT 4, rule_id, kind, severity, strength, title, 'client c2', story, advice, \(at(370)), \(at(370)), 1, status,
        'f4' FROM finding_rows WHERE finding = 2;
    INSERT INTO finding_entities VALUES (4, 'client', 'c2');
    """

  private static let finding = """
    INSERT INTO finding_rows VALUES
      (1, 'zero-silent-drop-auth', 'silent_drop', 'critical', 'proved', 'write dropped after an auth error',
        'client c1 (user u1)', 'The API answered 200. The mutator threw.', 'Ask user u1 to enter the data again.',
        \(at(368)), \(at(369)), 2, 'new', 'f1'),
      (2, 'zero-stale-token', 'stale_token', 'high', 'suspected', 'stale token forwarded', 'client c1 (user u1)',
        'zero-cache forwarded t:9f2c41d0aabb for up to 68 s after its expiry. The API refused it.', 'Update.',
        \(at(368)), \(at(368)), 1, 'new', 'f2'),
      (3, 'zero-restart', 'server_fault', 'low', 'proved', 'server restarted', 'zero.log', 'It came back.', '',
        \(at(20)), \(at(20)), 1, 'new', 'f3');
    INSERT INTO finding_entities VALUES (1, 'mutation', 'c1#7'), (1, 'mutation', 'c1#8'), (1, 'client', 'c1'),
      (1, 'user', 'u1'), (1, 'client_group', 'g1'), (2, 'token', 't:9f2c41d0aabb'), (2, 'client', 'c1');
    INSERT INTO finding_evidence_rows VALUES (1, 1, 1, 'mutator threw'), (1, 2, 2, 'push answered 200'),
      (3, 1, 2, 'started');
    """
}
