import Testing
import YAMLDocument

@Suite struct YAMLMapReaderTests {
  private func reader(_ text: String, allowed: [String]) throws -> YAMLMapReader {
    YAMLMapReader(try YAMLNode.parse(text, file: "a.yaml"), allowed: allowed)
  }

  @Test func valuesAreRead() throws {
    var reader = try reader(
      "s: text\ni: 5\nb: true\none: a\nmany: [a, b]\nlevel: high\nn: 1.5\nnothing:\n",
      allowed: ["s", "i", "b", "one", "many", "level", "n", "nothing"])
    #expect(reader.string("s") == "text")
    #expect(reader.integer("i") == 5)
    #expect(reader.boolean("b") == true)
    #expect(reader.number("n") == 1.5)
    #expect(reader.strings("one") == ["a"])
    #expect(reader.strings("many") == ["a", "b"])
    #expect(reader.strings("absent") == [])
    #expect(reader.string("nothing") == nil)
    #expect(reader.oneOf("level", ["low", "high"]) == "high")
    #expect(reader.faults.isEmpty)
  }

  @Test func everyFaultIsCollected() throws {
    var reader = try reader(
      "detectoin: 1\nzzzzzz: 2\ni: five\nb: yes\ns: [a]\nmany: [a, {b: c}]\nlevel: hihg\n",
      allowed: ["detection", "i", "b", "s", "many", "level", "title"])
    _ = reader.required("title")
    _ = reader.integer("i")
    _ = reader.boolean("b")
    _ = reader.string("s")
    #expect(reader.strings("many") == ["a"])
    #expect(reader.oneOf("level", ["low", "high"]) == nil)
    #expect(
      reader.faults.map(\.message) == [
        "unknown key 'detectoin'", "unknown key 'zzzzzz'", "missing key 'title'",
        "'i' must be a whole number, found 'five'", "'b' must be true or false, found 'yes'",
        "'s' must be text, found a list", "'many' must hold texts, found a mapping", "'level' is 'hihg'",
      ])
    #expect(reader.faults.map(\.line) == [1, 2, 1, 3, 4, 5, 6, 7])
    #expect(reader.faults.first?.help == "did you mean 'detection'?")
    #expect(reader.faults.dropFirst().first?.help == "allowed keys: detection, i, b, s, many, level, title")
    #expect(reader.faults.last?.reason == "allowed are: low, high")
    #expect(reader.faults.last?.help == "did you mean 'high'?")
  }

  @Test func aNodeThatIsNoMappingIsOneFault() throws {
    var reader = try reader("- a\n", allowed: ["id"])
    #expect(reader.requiredString("id") == nil)
    #expect(reader.faults.map(\.message) == ["expected a mapping, found a list"])
  }
}
