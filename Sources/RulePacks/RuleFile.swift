/// One file of a rule pack.
public struct RuleFile: Sendable, Equatable {
  /// What a file is for, told by the folder that it lies in.
  public enum Section: Sendable {
    /// `<pack>/dialect/`: how records become events.
    case dialect
    /// `<pack>/detections/`: what is a finding.
    case detections
    /// `<pack>/pack.yaml`: what the pack is.
    case pack
    case other
  }

  /// The first folder of `path`, for example "zero"; empty for a file outside any folder.
  public let pack: String
  /// The place within `rules/`, for example "zero/dialect/push.yaml"; unique in one `RulePacks`.
  public let path: String
  /// What messages show: for a file on disk the path that opens it.
  public let displayPath: String
  public let text: String
  public let section: Section

  /// Makes a file; pack and section follow from its path.
  public init(path: String, displayPath: String, text: String) {
    let parts = path.split(separator: "/")
    pack = parts.count > 1 ? String(parts[0]) : ""
    self.path = path
    self.displayPath = displayPath
    self.text = text
    section = Self.section(of: parts.dropFirst().map(String.init))
  }

  private static func section(of rest: [String]) -> Section {
    switch (rest.first, rest.count) {
    case ("dialect", 2...): .dialect
    case ("detections", 2...): .detections
    case ("pack.yaml", 1): .pack
    default: .other
    }
  }
}
