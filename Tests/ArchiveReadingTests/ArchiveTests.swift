import Foundation
import Testing

@testable import ArchiveReading

@Suite struct ArchiveTests {
  private static let members: [(name: String, bytes: [UInt8])] = [
    ("./pods/", []), ("./pods/zero-0.log", Array("zero".utf8)), ("api.log", Array("api".utf8)),
  ]

  @Test(arguments: ArchiveMaker.Filter.allCases)
  func `a tar gives its members`(filter: ArchiveMaker.Filter) throws {
    let walk = try Walk()
    try walk.write("night.tar", ArchiveMaker.make(.tar, filter, Self.members))
    try walk.run(["night.tar"])
    #expect(walk.found == ["night.tar!pods/zero-0.log: zero", "night.tar!api.log: api"])
    #expect(walk.problems.isEmpty)
  }

  @Test func `a zip gives its members`() throws {
    let walk = try Walk()
    try walk.write("night.zip", ArchiveMaker.make(.zip, .none, Self.members))
    try walk.run(["night.zip"])
    #expect(walk.found == ["night.zip!pods/zero-0.log: zero", "night.zip!api.log: api"])
  }

  @Test(arguments: ArchiveMaker.Filter.allCases)
  func `a compressed file keeps its path`(filter: ArchiveMaker.Filter) throws {
    let walk = try Walk()
    try walk.write("a.log.x", ArchiveMaker.make(.raw, filter, [("data", Array("a line\n".utf8))]))
    try walk.run(["a.log.x"])
    #expect(walk.found == ["a.log.x: a line\n"])
    #expect(walk.problems.isEmpty)
  }

  // libarchive itself crashes when it is asked to make an empty lz4 file.
  @Test(arguments: ArchiveMaker.Filter.allCases.filter { $0 != .lz4 })
  func `an empty compressed file is an empty stream`(filter: ArchiveMaker.Filter) throws {
    let walk = try Walk()
    try walk.write("empty.x", ArchiveMaker.make(.raw, filter, [("data", [])]))
    try walk.run(["empty.x"])
    #expect(walk.found == ["empty.x: "])
    #expect(walk.problems.isEmpty)
  }

  @Test func `compressed members and archives in archives are followed`() throws {
    let walk = try Walk()
    let inner = ArchiveMaker.make(.tar, .gzip, [("deep.log.gz", ArchiveMaker.gzip("deep"))])
    let zip = ArchiveMaker.make(.zip, .none, [("in.tgz", inner), ("b.log.gz", ArchiveMaker.gzip("b"))])
    try walk.write("all.tar.gz", ArchiveMaker.make(.tar, .gzip, [("out.zip", zip)]))
    try walk.run(["all.tar.gz"])
    #expect(
      walk.found == [
        "all.tar.gz!out.zip!in.tgz!deep.log.gz: deep", "all.tar.gz!out.zip!b.log.gz: b",
      ])
  }

  @Test func `archives nested too deeply are an error and the rest is read`() throws {
    let walk = try Walk()
    var bytes = Array("x".utf8)
    for _ in 0..<5 { bytes = ArchiveMaker.make(.tar, .none, [("a", bytes)]) }
    try walk.write("deep.tar", ArchiveMaker.make(.tar, .none, [("deep", bytes), ("b.log", Array("b".utf8))]))
    try walk.run(["deep.tar"])
    #expect(walk.found == ["deep.tar!b.log: b"])
    #expect(walk.messages.first?.contains("stands in more than 4 archives inside each other") == true)
  }

  @Test func `gzip members behind each other are one content`() throws {
    let walk = try Walk()
    try walk.write("a.gz", ArchiveMaker.gzip("one\n") + ArchiveMaker.gzip("") + ArchiveMaker.gzip("two\n"))
    try walk.write("padded.gz", ArchiveMaker.gzip("one\n") + [0, 0, 0])
    try walk.write("twice.gz", ArchiveMaker.make(.raw, .gzip, [("data", ArchiveMaker.gzip("inner"))]))
    try walk.run(["a.gz", "padded.gz", "twice.gz"])
    #expect(walk.found == ["a.gz: one\ntwo\n", "padded.gz: one\n", "twice.gz: inner"])
    #expect(walk.problems.isEmpty)
  }

  @Test(arguments: ArchiveMaker.Filter.allCases.filter { $0 != .none })
  func `compressed contents behind each other are one`(filter: ArchiveMaker.Filter) throws {
    let walk = try Walk()
    let one = ArchiveMaker.make(.raw, filter, [("data", Array("one\n".utf8))])
    let two = ArchiveMaker.make(.raw, filter, [("data", Array("two\n".utf8))])
    try walk.write("a.x", one + two)
    try walk.run(["a.x"])
    #expect(walk.found == ["a.x: one\ntwo\n"])
    #expect(walk.problems.isEmpty)
  }

  @Test func `bytes behind gzip data that are none are a fault`() throws {
    let walk = try Walk()
    try walk.write("a.gz", ArchiveMaker.gzip("one\n") + Array("more".utf8))
    try walk.run(["a.gz"])
    #expect(walk.found == ["a.gz: one\n [corrupt]"])
  }

  @Test(arguments: [true, false])
  func `UTF-16 becomes UTF-8`(isBigEndian: Bool) throws {
    let walk = try Walk()
    let text = "\u{FEFF}one é \u{1F600}\n" + String(repeating: "x", count: 5)
    var bytes: [UInt8] = []
    for unit in text.utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += isBigEndian ? [high, low] : [low, high]
    }
    // Half a pair, and half a unit.
    bytes += isBigEndian ? [0xD8, 0x00, 0x00] : [0x00, 0xD8, 0x00]
    try walk.write("a.log", bytes)
    try walk.write("a.log.gz", ArchiveMaker.make(.raw, .gzip, [("data", bytes)]))
    try walk.run(["a.log", "a.log.gz"])
    #expect(walk.found == ["a.log", "a.log.gz"].map { $0 + ": " + text + "\u{FFFD}" })
    #expect(walk.messages.first == "'a.log' is UTF-16 and read as UTF-8; places of its records are those in UTF-8")
    #expect(walk.problems.map(\.isError) == [false, false])
  }

  @Test func `links in archives are left out and counted`() throws {
    let walk = try Walk()
    try walk.write("a.tar", ArchiveMaker.make(.tar, .none, [("link@", []), ("a.log", Array("a".utf8))]))
    try walk.run(["a.tar"])
    #expect(walk.found == ["a.tar!a.log: a"])
    #expect(walk.messages == ["left out 1 links and devices in 'a.tar'"])
  }

  @Test func `a log that begins like a compressed file is read as it is`() throws {
    let walk = try Walk()
    for text in ["BZh is no magic number", "PK", "\u{1f}", "1f8b", ""] {
      try walk.write("a.log", text.utf8)
      try walk.run(["a.log"])
      #expect(walk.found.last == "a.log: " + text)
    }
    #expect(walk.problems.isEmpty)
  }
}
