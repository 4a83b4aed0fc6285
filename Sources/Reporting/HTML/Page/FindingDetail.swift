import CaseStore
import Model

/// What the table of findings tells of one when it is opened.
struct FindingDetail {
  var story: String
  var advice: String
  /// Whom it is about.
  var who: String
  /// `push dropped at api.log:29, api.log:311348; push refused at zero.log:4 and 3 more`
  var places: String

  private static let textLimit = 700
  private static let idsPerType = 6
  private static let placesShown = 4

  init(_ finding: ReportedFinding, names: SourceNames, places: ShortPlaces) {
    story = TextLimit.cut(places.shortened(finding.story), to: Self.textLimit)
    advice = TextLimit.cut(places.shortened(finding.advice), to: Self.textLimit)
    who = Self.who(finding)
    self.places = Self.places(finding, names)
  }

  /// As JSON: texts by their shapes.
  func json(_ shapes: inout TextShapes) -> String {
    ScriptJSON.list([story, advice, who, places].map { shapes.encoded($0) })
  }

  private static func who(_ finding: ReportedFinding) -> String {
    let types: [(EntityType, String)] = [
      (.client, "client"), (.user, "user"), (.token, "token"), (.mutation, "writes"),
    ]
    let parts = types.compactMap { type, noun -> String? in
      let ids = type == .mutation ? numbers(finding) : finding.ids(type)
      let hidden = type == .mutation ? finding.entities.hidden : 0
      guard !ids.isEmpty else { return nil }
      return "\(noun) \(TextLimit.cut(Wording.list(ids, limit: idsPerType, hidden: hidden), to: 300))"
    }
    return parts.isEmpty ? finding.subject : parts.joined(separator: "; ")
  }

  /// `#3` where the finding is about one client only, which stands before them.
  private static func numbers(_ finding: ReportedFinding) -> [String] {
    let ids = finding.ids(.mutation)
    guard finding.ids(.client).count == 1, let client = finding.ids(.client).first else { return ids }
    return ids.map { $0.hasPrefix(client + "#") ? String($0.dropFirst(client.count)) : $0 }
  }

  private static func places(_ finding: ReportedFinding, _ names: SourceNames) -> String {
    var parts: [(role: String, places: [String])] = []
    for evidence in finding.evidence.shown.prefix(placesShown) {
      let place = TextLimit.cut("\(names.short(evidence.source)):\(evidence.line)", to: 200)
      if parts.last?.role == evidence.role {
        parts[parts.count - 1].places.append(place)
      } else {
        parts.append((evidence.role, [place]))
      }
    }
    let text = parts.map { "\(TextLimit.cut($0.role, to: 100)) at \($0.places.joined(separator: ", "))" }
    let rest = finding.evidence.total - min(finding.evidence.shown.count, placesShown)
    return text.joined(separator: "; ") + (rest > 0 ? " and \(Wording.number(rest)) more" : "")
  }
}
