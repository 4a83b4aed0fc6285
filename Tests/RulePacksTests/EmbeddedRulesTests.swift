import Foundation
import RulePacks
import Testing
import YAMLDocument

@Suite struct EmbeddedRulesTests {
  /// The `rules/` folder of the repository that this test was built from.
  private var rules: String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return root.deletingLastPathComponent().appendingPathComponent("rules").path
  }

  @Test func theBinaryCarriesTheRulesOfTheRepository() throws {
    let onDisk = try RulePacks(directory: rules)
    let embedded = RulePacks.embedded
    #expect(embedded.files.map(\.path) == onDisk.files.map(\.path), "run scripts/embed-rules")
    for (ours, theirs) in zip(embedded.files, onDisk.files) {
      #expect(ours.text == theirs.text, "\(ours.path) differs: run scripts/embed-rules")
    }
  }

  @Test func everyPackSaysWhatItIs() {
    let packs = RulePacks.embedded
    #expect(!packs.packs.isEmpty)
    #expect(packs.files(.pack).map(\.pack) == packs.packs)
  }

  @Test func aPackIsNamedAsItsFolderAndDescribed() throws {
    for file in RulePacks.embedded.files(.pack) {
      let node = try YAMLNode.parse(file.text, file: file.displayPath)
      var reader = YAMLMapReader(node, allowed: ["name", "title", "description"])
      #expect(reader.requiredString("name") == file.pack)
      #expect(reader.requiredString("title") != nil && reader.requiredString("description") != nil)
      #expect(reader.faults.map(\.description) == [])
    }
  }

  @Test func everyFileIsOneYAMLMapping() throws {
    for file in RulePacks.embedded.files {
      #expect(try YAMLNode.parse(file.text, file: file.displayPath).pairs != nil, "\(file.displayPath)")
    }
  }

  @Test func everyFileHasASection() {
    // causes.yaml is read by name.
    #expect(RulePacks.embedded.files(.other).map(\.path) == ["generic/causes.yaml"])
  }
}
