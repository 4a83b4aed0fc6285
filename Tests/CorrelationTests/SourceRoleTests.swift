import CaseStore
import Testing

/// Whose log a source is taken for.
@Suite struct SourceRoleTests {
  @Test(arguments: [(true, false, "proxy"), (false, true, "proxy"), (false, false, "API server")])
  func logOfAProxyBeforeBothIsTheProxys(socket: Bool, upstream: Bool, role: String) throws {
    var scene = Scene()
    scene.poke(1)
    for number in 0..<20 {
      scene.passed(2 + Double(number), "POST /api/mutate?schema=zero_0", 200, upstream: upstream)
    }
    if socket { scene.socket(1, 30, last: 0) }
    #expect(try Self.role(of: "proxy.log", in: scene) == role)
  }

  @Test func logWithTheAPIsOwnWordsStaysTheAPIs() throws {
    var scene = Scene()
    scene.poke(1)
    for number in 0..<5 { scene.applied(2 + Double(number), number + 1) }
    for number in 0..<20 { scene.passed(8 + Double(number), "POST /api/mutate", 200, by: "api.log") }
    scene.passed(29, "GET /sync/v45/connect", 101, by: "api.log")
    #expect(try Self.role(of: "api.log", in: scene) == "API server")
  }

  private static func role(of name: String, in scene: Scene) throws -> String? {
    let rows = try scene.correlate().database.prepare("SELECT role FROM sources WHERE path LIKE '%/\(name)'")
    return try rows.step() ? rows.text(0) : nil
  }
}
