import Foundation
import Testing

@testable import ArchiveReading

@Suite struct FaultTests {
  private static let lines = (0..<500).map { "line \($0) \($0 &* 2_654_435_761)\n" }.joined()

  @Test func `of a truncated gzip everything before the end is read`() throws {
    let walk = try Walk()
    let whole = ArchiveMaker.gzip(Self.lines)
    try walk.write("a.gz", whole[..<(whole.count / 2)])
    try walk.run(["a.gz"], shows: 1 << 20)
    let found = try #require(walk.found.first)
    #expect(found.hasSuffix("[truncated]"))
    #expect(found.utf8.count > Self.lines.utf8.count / 4)
    #expect(Self.lines.hasPrefix(found.dropFirst("a.gz: ".count).dropLast(" [truncated]".count)))
    #expect(walk.problems.isEmpty)
  }

  @Test(arguments: [2, 3, 9]) func `the stump of a gzip is a fault and no text`(length: Int) throws {
    let walk = try Walk()
    try walk.write("a.gz", ArchiveMaker.gzip(Self.lines)[..<length])
    try walk.run(["a.gz"])
    #expect(walk.found == ["a.gz:  [truncated]"])
  }

  @Test func `of a truncated tar_gz the whole members and the beginning of the last are read`() throws {
    let walk = try Walk()
    let whole = ArchiveMaker.make(.tar, .gzip, [("a.log", Array("a".utf8)), ("b.log", Array(Self.lines.utf8))])
    try walk.write("a.tgz", whole[..<(whole.count * 3 / 4)])
    try walk.run(["a.tgz"], shows: 1 << 20)
    #expect(walk.found.first == "a.tgz!a.log: a")
    #expect(walk.found.last?.hasPrefix("a.tgz!b.log: line 0 ") == true)
    #expect(walk.found.last?.hasSuffix("[truncated]") == true)
    #expect(walk.problems.map(\.isError) == [true])
  }

  @Test func `damaged gzip data is a fault with what stands before it`() throws {
    let walk = try Walk()
    var bytes = ArchiveMaker.gzip(Self.lines)
    for index in bytes.count / 2..<bytes.count / 2 + 40 { bytes[index] = 0xff }
    try walk.write("a.gz", bytes)
    try walk.run(["a.gz"], shows: 1 << 20)
    #expect(walk.found.first?.hasPrefix("a.gz: line 0") == true)
    #expect(walk.found.first?.hasSuffix("[corrupt]") == true)
  }

  @Test func `of a zip member whose checksum is wrong every byte is read`() throws {
    let walk = try Walk()
    let long = String(repeating: Self.lines, count: 40)
    var bytes = ArchiveMaker.make(.zip, .none, [("a.log", Array(long.utf8)), ("b.log", Array("b".utf8))])
    let directory = try #require(
      bytes.indices.dropLast(4).first { Array(bytes[$0..<$0 + 4]) == [0x50, 0x4b, 1, 2] })
    bytes[directory + 16] ^= 1
    try walk.write("a.zip", bytes)
    try walk.run(["a.zip"], shows: 1 << 22)
    #expect(walk.found == ["a.zip!a.log: \(long) [corrupt]", "a.zip!b.log: b"])
  }

  @Test func `an encrypted member is an error and the walk goes on`() throws {
    let walk = try Walk()
    try walk.write(
      "a.zip", ArchiveMaker.make(.zip, .none, [("a.log", Array(Self.lines.utf8))], passphrase: "secret"))
    try walk.write("b.log", "b".utf8)
    try walk.run(["a.zip", "b.log"])
    #expect(walk.found == ["b.log: b"])
    #expect(walk.messages == ["'a.zip!a.log' is encrypted; decrypt it first"])
  }

  @Test func `content that expands too much is cut off`() throws {
    let walk = try Walk()
    try walk.write("bomb.gz", ArchiveMaker.make(.raw, .gzip, [("data", [UInt8](repeating: 97, count: 3 << 20))]))
    var limits = ArchiveLimits()
    limits.expansionBytes = 1 << 20
    limits.expansionFactor = 100
    try walk.run(["bomb.gz"], limits: limits, shows: 3)
    #expect(walk.found == ["bomb.gz: aaa [expansion]"])
  }

  @Test(arguments: [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], Array("Rar!\u{1a}\u{7}\u{1}".utf8)])
  func `archives of unknown kinds are an error`(magic: [UInt8]) throws {
    let walk = try Walk()
    try walk.write("a.bin", magic + [UInt8](repeating: 1, count: 600))
    try walk.run(["a.bin"])
    #expect(walk.found.isEmpty)
    #expect(walk.problems.map(\.isError) == [true])
  }

  @Test(arguments: ArchiveMaker.Filter.allCases, [3, 10, 40])
  func `any cut of an archive ends in a fault or in less data, never in a crash`(
    filter: ArchiveMaker.Filter, tenth: Int
  ) throws {
    let members = [("a.log", Array(Self.lines.utf8)), ("b.log", Array(Self.lines.utf8))]
    for format in [ArchiveMaker.Format.tar, .zip] {
      let whole = ArchiveMaker.make(format, filter, members)
      let walk = try Walk()
      try walk.write("a", whole[..<(whole.count * tenth / 41)])
      try walk.run(["a"])
      let isFaulty = walk.found.contains { $0.hasSuffix("]") } || !walk.problems.isEmpty
      #expect(isFaulty || walk.found.count < 2 || tenth == 40)
    }
  }

  @Test(arguments: [14, 18, 22, 24])
  func `a zip that lies about sizes does no harm`(offset: Int) throws {
    let walk = try Walk()
    var bytes = ArchiveMaker.make(.zip, .none, [("a.log", Array(Self.lines.utf8)), ("b.log", Array("b".utf8))])
    for header in bytes.indices.dropLast(4) where Array(bytes[header..<header + 4]) == [0x50, 0x4b, 1, 2] {
      bytes[header + offset] = 0x7f
      bytes[header + offset + 1] = 0x7f
    }
    try walk.write("a.zip", bytes)
    try walk.run(["a.zip"])
    #expect(walk.found.count <= 2)
  }
}
