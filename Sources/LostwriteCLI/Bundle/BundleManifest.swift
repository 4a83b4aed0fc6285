import Foundation

/// What a bundle says about itself, in its `manifest.json`: docs/handing-over.md.
struct BundleManifest: Codable, Equatable {
  /// The folder of all members in the archive.
  static let folder = "lostwrite-bundle/"
  static let name = "manifest.json"
  static let format = "lostwrite-bundle"
  static let currentSchema = 1

  /// A file of the bundle, below its folder.
  struct Member: Codable, Equatable {
    var path: String
    var sha256: String
    var size: UInt64
  }

  /// A log that the case was made of; it is not in the bundle.
  struct Source: Codable, Equatable {
    var source: Int32
    var path: String
    var sha256: String
    var size: UInt64
  }

  struct Rules: Codable, Equatable {
    /// Of the rules that the case was checked with.
    var sha256: String
    /// Whether they are in the bundle.
    var areIncluded: Bool
  }

  var format = BundleManifest.format
  var schema = BundleManifest.currentSchema
  var tool: String
  var toolVersion: String
  var caseSchema: Int64
  /// In the order of the archive; the manifest itself is none of them.
  var members: [Member]
  var sources: [Source]
  var rules: Rules
  var howToVerify: [String]

  /// - Returns: the document, keys sorted; ends with a line break.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  init(
    tool: String, toolVersion: String, caseSchema: Int64, members: [Member], sources: [Source], rules: Rules,
    howToVerify: [String]
  ) {
    self.tool = tool
    self.toolVersion = toolVersion
    self.caseSchema = caseSchema
    self.members = members
    self.sources = sources
    self.rules = rules
    self.howToVerify = howToVerify
  }

  /// - Throws: what `JSONDecoder` throws.
  init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(BundleManifest.self, from: json)
  }
}
