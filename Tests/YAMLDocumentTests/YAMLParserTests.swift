import Testing
import YAMLDocument

@Suite struct YAMLParserTests {
  @Test func nodesKnowTheirPlace() throws {
    let root = try YAMLNode.parse("title: push\nlist:\n  - ä: 1\n    b: two\n", file: "a.yaml")
    let inner = try #require(root["list"]?.items?.first)
    #expect((inner.line, inner.column) == (3, 5))
    let two = try #require(inner["b"])
    #expect((two.line, two.column, two.string, two.file) == (4, 8, "two", "a.yaml"))
    #expect(inner["ä"]?.column == 8)
    #expect(root.pairs?.map(\.key) == ["title", "list"])
  }

  @Test(
    arguments: [
      ("5", 5, nil, false), ("'5'", nil, nil, false), ("true", nil, true, false), ("yes", nil, nil, false),
      ("\"true\"", nil, nil, false), ("~", nil, nil, true), ("null", nil, nil, true), ("'null'", nil, nil, false),
      ("", nil, nil, true), ("-12", -12, nil, false), ("1.5", nil, nil, false),
    ] as [(String, Int?, Bool?, Bool)])
  func onlyPlainScalarsAreTyped(text: String, integer: Int?, boolean: Bool?, isNull: Bool) throws {
    let node = try #require(try YAMLNode.parse("key: \(text)", file: "a.yaml")["key"])
    #expect(node.integer == integer)
    #expect(node.boolean == boolean)
    #expect(node.isNull == isNull)
    #expect(node.string != nil)
  }

  @Test func anEmptyTextIsNull() throws {
    #expect(try YAMLNode.parse("", file: "a.yaml").isNull)
    #expect(try YAMLNode.parse("# only a comment\n", file: "a.yaml").isNull)
  }

  @Test func blocksKeepTheirLines() throws {
    let node = try YAMLNode.parse("sample: |\n  one\n  two\nfolded: >-\n  a\n  b\n", file: "a.yaml")
    #expect(node["sample"]?.string == "one\ntwo\n")
    #expect(node["folded"]?.string == "a b")
  }

  @Test func wrongKindsAreNil() throws {
    let node = try YAMLNode.parse("{text: a, list: [1], map: {k: v}}", file: "a.yaml")
    #expect(node["text"]?.items == nil && node["text"]?.pairs == nil && node["text"]?["k"] == nil)
    #expect(node["list"]?.string == nil && node["list"]?.pairs == nil)
    #expect(node["map"]?.items == nil && node["map"]?.string == nil && node["map"]?["k"]?.string == "v")
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", "key 'a' stands twice in one mapping", 3, 1),
    ("a: &x 1\nb: *x\n", "anchors and aliases are not supported", 1, 4),
    ("a: *x\n", "anchors and aliases are not supported", 1, 4),
    ("a: !!str 1\n", "tags are not supported", 1, 4),
    ("a: 1\n---\nb: 2\n", "a second document starts here", 2, 1),
    ("[a]: 1\n", "a key must be text", 1, 1),
    ("a: 'open\n", "text is not YAML", 2, 1),
    ("a: b: c\n", "text is not YAML", 1, 5),
    ("a: 1\nb: x\u{1}y\n", "text is not YAML", 2, 5),
    (String(repeating: "[", count: 200), "nesting is deeper than 100 levels", 1, 101),
  ])
  func whatIsNotAcceptedIsAFaultWithItsPlace(text: String, message: String, line: Int, column: Int) {
    let fault = #expect(throws: YAMLFault.self) { try YAMLNode.parse(text, file: "a.yaml") }
    #expect(fault?.message == message)
    #expect(fault?.line == line)
    #expect(fault?.column == column)
  }
}
