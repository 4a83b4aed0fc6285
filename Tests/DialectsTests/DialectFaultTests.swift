import Dialects
import RulePacks
import Testing
import YAMLDocument

/// What is wrong with a dialect file is told with its place, everything at once.
@Suite struct DialectFaultTests {
  private func faults(_ text: String, path: String = "mine/dialect/a.yaml") -> [YAMLFault] {
    let packs = RulePacks([RuleFile(path: path, displayPath: "rules/" + path, text: text)])
    do throws(DialectFaults) {
      _ = try DialectSet(packs: packs)
      return []
    } catch {
      return error.faults
    }
  }

  @Test func rightFileHasNone() {
    let text = """
      schema: 1
      keys:
        client: [device]
      entries:
        - id: a
          formats: [json]
          message: {prefix: "hello ", pattern: '^hello (?<who>\\w+)'}
          where: {kind: greeting, other: {exists: false}}
          event: client_seen
          set: {client: "%who", user: $who}
      """
    #expect(faults(text).map(\.description) == [])
  }

  @Test(
    arguments: [
      ("schema: 1\nkeys:\n  klient: [a]\n", "unknown slot 'klient'", 3, 3, "did you mean 'client'?"),
      ("schema: 1\nkeys:\n  client: []\n", "slot 'client' needs a path or a list of paths", 3, 11, nil),
      (
        "schema: 1\nentries:\n  - {id: a, formats: [json], event: clint_seen}\n",
        "'event' is 'clint_seen'", 3, 37, "did you mean 'client_seen'?"
      ),
      (
        "schema: 1\nentries:\n  - {id: a, formats: [json, jsn], event: none}\n", "unknown value 'jsn' of 'formats'", 3,
        22, "did you mean 'json'?"
      ),
      (
        "schema: 1\nentries:\n  - {id: a, formats: [json], message: {pattern: '(a'}, event: none}\n",
        "pattern does not compile", 3, 49, nil
      ),
      (
        "schema: 1\nentries:\n  - {id: a, formats: [json], event: none, set: {clent: $a}}\n", "an event has no 'clent'",
        3,
        56, "did you mean 'client'?"
      ),
      (
        "schema: 1\nentries:\n  - {id: a, formats: [json], event: none, versions: soon}\n",
        "'soon' is no version range", 3, 53, "such as '>=0.25.1' or '0.25.10 - 0.25.13'"
      ),
      (
        "schema: 1\nentries:\n  - {id: a, formats: [json], event: none, mesage: {prefix: x}}\n", "unknown key 'mesage'",
        3,
        43, "did you mean 'message'?"
      ),
      ("schema: 1\nentries:\n  - {id: a, event: none}\n", "entry 'a' names no format", 3, 5, nil),
      (
        "schema: 1\nentries:\n  - {id: a, formats: [json]}\n  - {id: a, formats: [json]}\n",
        "entry id 'a' stands twice", 4, 5, nil
      ),
      ("schema: 1\nphrases:\n  refusd: [a]\n", "unknown phrase 'refusd'", 3, 11, "did you mean 'refused'?"),
      ("schema: 1\nphrases:\n  refused: ['(a', b]\n", "pattern of 'refused' does not compile", 3, 13, nil),
      ("schema: 1\nentrees: []\n", "unknown key 'entrees'", 2, 1, "did you mean 'entries'?"),
    ] as [(String, String, Int, Int, String?)])
  func everyFaultHasItsPlace(text: String, message: String, line: Int, column: Int, help: String?) throws {
    let found = faults(text)
    let fault = try #require(found.first)
    #expect(found.count == 1, "\(found)")
    #expect(fault.message.hasPrefix(message))
    #expect([fault.line, fault.column] == [line, column], "\(fault)")
    #expect(fault.file == "rules/mine/dialect/a.yaml")
    if let help { #expect(fault.help == help) }
  }

  @Test func allFaultsOfAFileAreToldAtOnce() {
    let text = """
      schema: 1
      keys:
        klient: [a]
      entries:
        - {id: a, formats: [json], message: {pattern: '(a'}, event: none}
        - {id: b, formats: [json], event: nothing_at_all}
      """
    #expect(faults(text).map(\.line) == [3, 5, 6])
  }

  @Test func brokenYAMLIsToldOnce() {
    #expect(faults("schema: 1\nentries: [\n").count == 1)
  }
}
