public import Model

/// Whether the files of a bundle are those of its manifest, as `lostwrite verify` tells it.
public struct BundleReport: Sendable {
  public enum Finding: String, Sendable { case same, changed, missing, unlisted }

  public struct Member: Sendable, Encodable {
    public var path: String
    public var finding: Finding
    public var size: UInt64

    public init(path: String, finding: Finding, size: UInt64) {
      self.path = path
      self.finding = finding
      self.size = size
    }

    private enum Key: String, CodingKey { case path, state, size }

    public func encode(to encoder: any Encoder) throws {
      var item = encoder.container(keyedBy: Key.self)
      try item.encode(path, forKey: .path)
      try item.encode(finding.rawValue, forKey: .state)
      try item.encode(size, forKey: .size)
    }
  }

  public var path: String
  public var toolVersion: String
  /// In the order of the manifest; what it does not list comes last.
  public var members: [Member]
  public var sources: Int
  public var hasRules: Bool

  public init(path: String, toolVersion: String, members: [Member], sources: Int, hasRules: Bool) {
    self.path = path
    self.toolVersion = toolVersion
    self.members = members
    self.sources = sources
    self.hasRules = hasRules
  }

  public var status: ExitStatus { members.allSatisfy { $0.finding == .same } ? .clean : .findings }

  var verdict: String {
    let bad = members.count { $0.finding != .same }
    guard bad == 0 else { return "differs: \(Wording.count(bad, "file")) not as in the manifest" }
    let rules = hasRules ? "" : "; without the rules, which were not at hand"
    return "holds: \(Wording.count(members.count, "file")) as in the manifest of lostwrite \(toolVersion); a case of "
      + "\(Wording.count(sources, "source"))\(rules)"
  }

  /// One line per file that is not as in the manifest, and the verdict.
  public func text(style: TextStyle = .plain) -> String {
    var out = TextLines(style: style)
    for member in members {
      out.add(
        label: member.finding.rawValue, tone: member.finding == .same ? .good : .bad, column: 12,
        "\(member.path): \(Wording.count(Int(clamping: member.size), "byte"))")
    }
    out.add(
      label: "verdict", tone: status == .clean ? .good : .bad, column: 12, verdict, textTone: .strong)
    return out.text
  }

  /// The same for programs; docs/handing-over.md has its keys.
  public func json() throws -> String {
    try JSONReport.encode(
      Document(
        bundle: path, status: status.rawValue, verdict: verdict, toolVersion: toolVersion, members: members))
  }

  private struct Document: Encodable {
    var schema = JSONReport.schema
    var bundle: String
    var status: Int32
    var verdict: String
    var toolVersion: String
    var members: [Member]
  }
}
