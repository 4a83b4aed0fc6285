import CSimdjson
import JSONTape
import Model
import Testing

@Suite struct JSONParserTests {
  private func parsed<R>(_ text: String, _ body: (UnsafeMutableBufferPointer<FieldNode>?) -> R) -> R {
    let parser = JSONParser()
    return Array(text.utf8).withUnsafeBytes { body(parser.parseCopying($0)) }
  }

  @Test func fieldNodeHasTheLayoutOfTheShim() {
    #expect(MemoryLayout<FieldNode>.size == MemoryLayout<lw_json_node>.size)
    #expect(MemoryLayout<FieldNode>.stride == MemoryLayout<lw_json_node>.stride)
    #expect(MemoryLayout<FieldNode>.offset(of: \.key) == MemoryLayout<lw_json_node>.offset(of: \.key))
    #expect(MemoryLayout<FieldNode>.offset(of: \.text) == MemoryLayout<lw_json_node>.offset(of: \.text))
    #expect(MemoryLayout<FieldNode>.offset(of: \.integer) == MemoryLayout<lw_json_node>.offset(of: \.integer))
    #expect(MemoryLayout<FieldNode>.offset(of: \.keyLength) == MemoryLayout<lw_json_node>.offset(of: \.key_length))
    #expect(MemoryLayout<FieldNode>.offset(of: \.textLength) == MemoryLayout<lw_json_node>.offset(of: \.text_length))
    #expect(MemoryLayout<FieldNode>.offset(of: \.end) == MemoryLayout<lw_json_node>.offset(of: \.end))
    #expect(MemoryLayout<FieldNode>.offset(of: \.depth) == MemoryLayout<lw_json_node>.offset(of: \.depth))
    #expect(MemoryLayout<FieldNode>.offset(of: \.rawKind) == MemoryLayout<lw_json_node>.offset(of: \.type))
    #expect(MemoryLayout<FieldNode>.offset(of: \.slot) == MemoryLayout<lw_json_node>.offset(of: \.slot))
  }

  @Test func flattensInDocumentOrder() {
    parsed(#"{"a":{"b":[1,true,null]},"c":"x\ny","d":-1.5}"#) { fields in
      guard let fields else { return #expect(Bool(false)) }
      #expect(fields.map(\.kind) == [.object, .object, .array, .integer, .bool, .null, .string, .double])
      #expect(fields.map(\.depth) == [0, 1, 2, 3, 3, 3, 1, 1])
      #expect(fields.map(\.end) == [8, 6, 6, 4, 5, 6, 7, 8])
      #expect(fields.first(key: "c")?.hasText("x\ny") == true)
      #expect(fields.first(key: "d")?.double == -1.5)
      #expect(fields.first(key: "b") == nil)
      #expect(fields.first(key: "b", of: 1)?.kind == .array)
      var children: [Int] = []
      fields.forEachChild {
        children.append($0)
        return true
      }
      #expect(children == [1, 6, 7])
    }
  }

  @Test(arguments: [
    (#"{"v":9223372036854775807}"#, "integer 9223372036854775807"),
    (#"{"v":9223372036854775808}"#, "string 9223372036854775808"),
    (#"{"v":123456789012345678901234567890}"#, "string 123456789012345678901234567890"),
    (#"{"w":[1],"v":-99999999999999999999999}"#, "string -99999999999999999999999"),
    (#"{"v":"a\ud800b"}"#, "string a\u{FFFD}b"),
    (#"{"v":"\ud83d\ude00"}"#, "string \u{1F600}"),
    ("{\"v\":\"tab\there\"}", "string tab\there"),
    ("{\"v\":\"nul\u{0}here\"}", "string nul\u{0}here"),
    (#"{"v":"\q"}"#, "string \u{FFFD}"),
  ])
  func repairsWhatLoggersWrite(_ text: String, _ expected: String) {
    parsed(text) { fields in
      guard let node = fields?.first(key: "v") else { return #expect(Bool(false), "refused") }
      let value = node.kind == .string ? String(decoding: node.textBytes, as: UTF8.self) : "\(node.integer)"
      #expect("\(node.kind) \(value)" == expected)
    }
  }

  @Test func replacesInvalidUTF8() {
    let parser = JSONParser()
    let bytes = Array(#"{"v":""#.utf8) + [0x41, 0xFF, 0xC3] + Array(#""}"#.utf8)
    let text = bytes.withUnsafeBytes { parser.parseCopying($0)?.first(key: "v").map { Array($0.textBytes) } }
    #expect(text == Array("A\u{FFFD}\u{FFFD}".utf8))
  }

  @Test(arguments: [
    "", "   ", "{", #"{"a":}"#, #"{"a":1"#, #"{"a":"x"#, #"{"a":1} trailing"#, "{\"a\":1}\u{0}", "nope", #""\"#,
  ])
  func refusesWhatIsNoDocument(_ text: String) {
    parsed(text) { #expect($0 == nil) }
  }

  @Test(arguments: [201, 300, 100_000])
  func refusesNestingBeyondTheLimit(_ depth: Int) {
    parsed(String(repeating: "[", count: depth) + String(repeating: "]", count: depth)) { #expect($0 == nil) }
  }

  @Test func namesTheFault() {
    let parser = JSONParser()
    #expect(parser.lastError.isEmpty)
    let refused = Array("{".utf8).withUnsafeBytes { parser.parseCopying($0) == nil }
    #expect(refused)
    #expect(!parser.lastError.isEmpty)
  }

  @Test func worksAgainAfterAFaultAndAfterALargeDocument() {
    let parser = JSONParser()
    func count(_ text: String) -> Int { Array(text.utf8).withUnsafeBytes { parser.parseCopying($0)?.count ?? 0 } }
    #expect(count("{") == 0)
    #expect(count("[" + String(repeating: "1,", count: 700_000) + "1]") == 700_002)
    #expect(count("[" + String(repeating: "1,", count: 1_100_000) + "1]") == 0)
    #expect(count("[1]") == 2)
    #expect(count(String(repeating: "[", count: 199) + String(repeating: "]", count: 199)) == 199)
  }
}
