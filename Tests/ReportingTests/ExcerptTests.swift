import Model
import Testing

@testable import Reporting

/// Long records are cut to what matters in them.
@Suite struct ExcerptTests {
  private static let filler = String(repeating: "x1,", count: 60)

  @Test(arguments: [
    ("push answered 401", "\"status\":401", ["\"status\":401"]),
    ("token carried 68 s past its expiry", "\"exp\":1795345225", ["\"exp\":1795345225"]),
    ("the API refused the token", "\"code\":\"ERR_JWT_EXPIRED\"", ["ERR_JWT_EXPIRED"]),
    ("raw credential", "Bearer [t:9f2c41d0aabb]", ["[t:9f2c41d0aabb]"]),
    ("the client got on", "GET /sync?lmid=87&wsid=1", ["lmid=87"]),
    ("anything", "the database failed: deadlock detected", ["deadlock"]),
  ])
  func thePartThatTheRoleSpeaksOfIsShown(role: String, part: String, shown: [String]) {
    let text = Self.filler + part + "," + Self.filler
    let excerpt = Excerpt(role: role).of(text, columns: 60)
    for word in shown { #expect(excerpt.contains(word), "\(excerpt)") }
    #expect(VisibleText.width(excerpt) <= 60)
    #expect(excerpt.hasPrefix("…") && excerpt.hasSuffix("…"))
  }

  @Test func partsFarApartAreBothShownInTheirOrder() {
    let text = "{\"exp\":1795345225," + Self.filler + "\"mutations\":[{\"clientID\":\"c1\",\"id\":7,\"name\":\"n\"}]}"
    let excerpt = Excerpt(role: "token carried 5 s past its expiry", writes: ["c1#7"]).of(text, columns: 88)
    #expect(excerpt.hasPrefix("{\"exp\":1795345225"), "\(excerpt)")
    #expect(excerpt.contains("\"id\":7,"), "\(excerpt)")
  }

  @Test(arguments: [20, 40, 88, 200]) func anExcerptFitsItsColumns(columns: Int) {
    let text = Self.filler + "error 日本語日本語日本語 status\":401 " + Self.filler
    #expect(VisibleText.width(Excerpt(role: "push answered 401").of(text, columns: columns)) <= columns)
  }

  @Test func whatFitsIsShownWhole() {
    #expect(Excerpt(role: "push answered 401").of("short", columns: 60) == "short")
  }

  @Test func withoutAnythingOfInterestTheStartIsShown() {
    let text = String(repeating: "z", count: 100)
    #expect(Excerpt(role: "").of(text, columns: 10) == "zzzzzzzzz…")
  }

  @Test(arguments: [
    (["a/b/x.log", "a/b/y.log"], "a/b/", "x.log"), (["a/b/x.log"], "a/b/", "x.log"), (["x.log", "y.log"], "", "x.log"),
    (["n.tar!p/a.log", "n.tar!p/b.log"], "n.tar!p/", "a.log"), (["a/bc/x.log", "a/bd/y.log"], "a/", "bc/x.log"),
    (["a/x.log", "-", "a/y.log"], "a/", "x.log"),
  ])
  func namesLeaveOutTheFolderThatAllSourcesShare(paths: [String], folder: String, first: String) {
    let names = SourceNames(paths)
    #expect(names.folder == folder)
    #expect(names.short(paths[0]) == first)
    #expect(names.short("elsewhere/z.log") == "elsewhere/z.log")
  }
}
