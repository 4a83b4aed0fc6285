import Foundation
import Testing

@testable import ArchiveReading

@Suite struct InputListTests {
  @Test func `a missing path is an error that names it`() {
    let list = InputList(["/nowhere/at/all"])
    #expect(list.problems.map(\.message) == ["cannot read '/nowhere/at/all': No such file or directory"])
    #expect(list.problems.map(\.isError) == [true])
  }

  @Test func `the order depends on names alone`() throws {
    let walk = try Walk()
    for name in ["b.log", "a/z.log", "a/Z.log", "a.log"] { try walk.write(name, name.utf8) }
    let expected = ["a.log", "a/Z.log", "a/z.log", "b.log"].map(walk.path)
    #expect(InputList([walk.folder]).files.map(\.path) == expected)
    let many = ["b.log", "a", "a/", "a.log", "b.log", "a/z.log"].map(walk.path)
    #expect(InputList(many).files.map(\.path) == expected)
  }

  @Test func `an empty directory is an error`() throws {
    let walk = try Walk()
    try walk.run(["."])
    #expect(walk.messages == ["no files in '.'"])
    #expect(walk.problems[0].isError)
  }

  @Test func `files of lostwrite itself in a directory are left out and counted`() throws {
    let walk = try Walk()
    var head = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
    head.replaceSubrange(68..<72, with: "LWC1".utf8)
    try walk.write("logs/night.db", head)
    try walk.write("logs/night.db.key", [1, 2, 3])
    try walk.write("logs/a.log", "a".utf8)
    try walk.run(["logs"])
    #expect(walk.found == ["logs/a.log: a"])
    #expect(walk.messages == ["left out 2 case and key files of lostwrite in 'logs'"])
    #expect(!walk.problems[0].isError)
  }

  @Test func `Markdown READMEs in a directory are left out and counted, but read where they are named`() throws {
    let walk = try Walk()
    for name in ["README.md", "deep/Readme.de.markdown", "readme.log", "notes.md"] {
      try walk.write("logs/" + name, "a".utf8)
    }
    try walk.run(["logs"])
    #expect(walk.found == ["logs/notes.md: a", "logs/readme.log: a"])
    #expect(walk.messages == ["left out 2 README files in Markdown in 'logs'"])
    #expect(!walk.problems[0].isError)
    let named = InputList([walk.path("logs/README.md")])
    #expect(named.files.count == 1 && named.problems.isEmpty)
  }

  @Test func `a case that is given as a log is refused`() throws {
    let walk = try Walk()
    var head = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
    head.replaceSubrange(68..<72, with: "LWC1".utf8)
    try walk.write("night.db", head)
    try walk.run(["night.db"])
    #expect(walk.found.isEmpty)
    #expect(walk.messages.first?.hasPrefix("'night.db' is a case file of lostwrite, not a log") == true)
  }

  @Test func `links to files are followed, links to directories are not`() throws {
    let walk = try Walk()
    try walk.write("logs/real/a.log", "a".utf8)
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: walk.path("logs/b.log"), withDestinationPath: "real/a.log")
    try manager.createSymbolicLink(atPath: walk.path("logs/circle"), withDestinationPath: ".")
    try manager.createSymbolicLink(atPath: walk.path("logs/gone"), withDestinationPath: "nothing")
    try walk.run(["logs"])
    #expect(walk.found == ["logs/b.log: a", "logs/real/a.log: a"])
    #expect(walk.messages == ["left out 2 links, pipes and devices in 'logs'"])
  }
}
