import Foundation
import RulePacks
import Testing

@Suite final class RulePacksTests {
  private let directory = NSTemporaryDirectory() + "rule-packs-" + UUID().uuidString

  deinit {
    try? FileManager.default.removeItem(atPath: directory)
  }

  private func write(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: "\(directory)/\(path)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test(arguments: [
    ("zero/dialect/push.yaml", "zero", RuleFile.Section.dialect),
    ("zero/dialect/old/push.yaml", "zero", .dialect),
    ("zero/detections/lost.yaml", "zero", .detections),
    ("zero/pack.yaml", "zero", .pack),
    ("zero/notes.yaml", "zero", .other),
    ("zero/dialect.yaml", "zero", .other),
    ("pack.yaml", "", .other),
  ])
  func packAndSectionFollowFromThePath(path: String, pack: String, section: RuleFile.Section) {
    let file = RuleFile(path: path, displayPath: path, text: "")
    #expect(file.pack == pack)
    #expect(file.section == section)
  }

  @Test func aDirectoryGivesItsYamlFilesSortedByPath() throws {
    try write("b/pack.yaml", "name: b")
    try write("b/dialect/x.yaml", "x")
    try write("a/detections/y.yaml", "y")
    try write("a/detections/.y.yaml.swp.yaml", "editor")
    try write("a/README.md", "no rule")
    let packs = try RulePacks(directory: directory)
    #expect(packs.files.map(\.path) == ["a/detections/y.yaml", "b/dialect/x.yaml", "b/pack.yaml"])
    #expect(packs.files.first?.displayPath == "\(directory)/a/detections/y.yaml")
    #expect(packs.files(.dialect).map(\.text) == ["x"])
    #expect(packs.packs == ["a", "b"])
  }

  @Test func aDirectoryWithoutRuleFilesIsAnError() throws {
    try write("notes/README.md", "no rule")
    let path = directory
    #expect { try RulePacks(directory: path) } throws: { "\($0)".hasPrefix("no rule file in '\(path)'") }
  }

  @Test func aDirectoryThatIsOnePackIsReadAsThatPack() throws {
    try write("mine/pack.yaml", "name: mine")
    try write("mine/detections/z.yaml", "z")
    let packs = try RulePacks(directory: "\(directory)/mine")
    #expect(packs.files.map(\.path) == ["mine/detections/z.yaml", "mine/pack.yaml"])
  }

  @Test func mergingReplacesFilesOfTheSamePath() {
    let ours = RulePacks([
      RuleFile(path: "a/dialect/x.yaml", displayPath: "1", text: "ours"),
      RuleFile(path: "a/dialect/y.yaml", displayPath: "2", text: "kept"),
    ])
    let theirs = RulePacks([
      RuleFile(path: "a/dialect/x.yaml", displayPath: "3", text: "theirs"),
      RuleFile(path: "0/dialect/n.yaml", displayPath: "4", text: "new"),
    ])
    #expect(ours.merging(theirs).files.map(\.text) == ["new", "theirs", "kept"])
    #expect(ours.merging(theirs).files.map(\.displayPath) == ["4", "3", "2"])
  }

  @Test func whatIsNoDirectoryIsRefused() throws {
    try write("file.yaml", "x")
    for path in ["\(directory)/missing", "\(directory)/file.yaml"] {
      let fault = #expect(throws: RulePacksFault.self) { try RulePacks(directory: path) }
      #expect(fault?.description.hasPrefix("'\(path)' is not a directory of rules\n") == true)
    }
  }

  @Test func aFileThatIsNotUTF8IsRefused() throws {
    try write("a/pack.yaml", "x")
    try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: "\(directory)/a/pack.yaml"))
    let fault = #expect(throws: RulePacksFault.self) { try RulePacks(directory: self.directory) }
    #expect(fault?.description == "rule file '\(directory)/a/pack.yaml' is not UTF-8 text")
  }
}
