/// The parts of SARIF 2.1.0 that lostwrite writes, spelled as the format does (OASIS, sarif-v2.1.0-errata01).
struct SARIFLog: Encodable {
  static let schemaAddress =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  var schema = SARIFLog.schemaAddress
  var version = "2.1.0"
  var runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  struct Run: Encodable {
    var tool: Tool
    var invocations: [Invocation]
    var artifacts: [Artifact]
    var results: [Result]
    var columnKind = "unicodeCodePoints"
    /// Offsets and lengths are those of the uncompressed bytes of a source.
    var properties: [String: Int]
  }

  struct Tool: Encodable { var driver: Driver }

  struct Driver: Encodable {
    var name: String
    var version: String
    var semanticVersion: String
    var rules: [Rule]
    var notifications: [Descriptor]
  }

  struct Rule: Encodable {
    var id: String
    var name: String
    var shortDescription: Message
    var fullDescription: Message?
    var help: Message
    var defaultConfiguration: Configuration
    var properties: RuleProperties
  }

  struct Configuration: Encodable { var level: String }

  struct RuleProperties: Encodable {
    var kind: String
    var severity: String
    var pack: String
    var problemSeverity: String
    /// 0 to 10 as code hosts read it; only for rules about identities and credentials.
    var securitySeverity: String?
    var tags: [String]

    enum CodingKeys: String, CodingKey {
      case kind, severity, pack, tags
      case problemSeverity = "problem.severity"
      case securitySeverity = "security-severity"
    }
  }

  struct Descriptor: Encodable {
    var id: String
    var shortDescription: Message
  }

  struct Message: Encodable {
    var text: String
    var markdown: String?
  }

  struct Invocation: Encodable {
    var executionSuccessful: Bool
    var exitCode: Int32
    var exitCodeDescription: String
    var toolExecutionNotifications: [Notification]
  }

  struct Notification: Encodable {
    var descriptor: Reference
    var level: String
    var message: Message
    var locations: [Location]?
  }

  struct Reference: Encodable {
    var id: String
    var index: Int
  }

  struct Artifact: Encodable {
    var location: ArtifactLocation
    var length: Int
    var roles = ["analysisTarget"]
    var hashes: [String: String]
    var description: Message
  }

  struct ArtifactLocation: Encodable {
    var uri: String
    var index: Int?
  }

  struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var kind = "fail"
    var level: String
    var message: Message
    var locations: [Location]
    var relatedLocations: [Location]
    var occurrenceCount: Int
    var partialFingerprints: [String: String]
    /// Of an accepted finding; nil for others.
    var suppressions: [Suppression]?
    var properties: ResultProperties
  }

  struct Suppression: Encodable {
    var kind = "external"
    var status = "accepted"
    var justification: String
  }

  struct ResultProperties: Encodable {
    var finding: Int64
    var kind: String
    var severity: String
    var strength: String
    var status: String
    var subject: String
    var firstAt: String?
    var lastAt: String?
    var evidenceTotal: Int
    var entities: [String]
  }

  struct Location: Encodable {
    var id: Int?
    var physicalLocation: PhysicalLocation
    var message: Message?
    var properties: LocationProperties?
  }

  struct LocationProperties: Encodable {
    var at: String?
    var text: String?
  }

  struct PhysicalLocation: Encodable {
    var artifactLocation: ArtifactLocation
    var region: Region?
  }

  struct Region: Encodable {
    var startLine: Int
    var byteOffset: Int
    var byteLength: Int
  }
}
