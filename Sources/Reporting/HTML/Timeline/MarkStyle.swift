import CaseStore
import Model

/// How a mark looks: each outcome has a shape of its own, and colour only repeats what the shape says.
struct MarkStyle {
  /// The id of its shape in the definitions.
  var shape: String
  var style: String
  /// Beside the mark where there is room.
  var label: String?

  init(_ mark: TimelineMark) {
    switch mark.kind {
    case .push: self = Self.push(mark)
    case .refusal: self.init("refused", "stale", mark.status.map(String.init))
    case .newerToken: self.init("newer", "token", mark.isRotation ? nil : "new token")
    case .lastMutationID: self.init("progress", "quiet", nil)
    case .server: self.init("server", "quiet", nil)
    case .finding: self.init("alarm", "stale", mark.word.spaced)
    case .verdict:
      let number = mark.mutation.map { "#\($0) \(mark.word)" } ?? mark.word
      self.init(mark.word, VerdictStyle.name(mark.word), number)
    }
  }

  private init(_ shape: String, _ style: String, _ label: String?) {
    self.shape = shape
    self.style = style
    self.label = label
  }

  private static func push(_ mark: TimelineMark) -> MarkStyle {
    let late = mark.isLate ? mark.lateness.map { "+\(Wording.duration(microseconds: $0))" } : nil
    switch mark.word {
    case "applied", "handled", "already_processed":
      return mark.isLate ? .init("late", "stale", late) : .init("push", "fine", nil)
    case "refused":
      let status = mark.status.map(String.init) ?? "refused"
      return .init("refused", "stale", [status, late].compactMap { $0 }.joined(separator: " "))
    case "dropped": return .init("thrown", "gone", late)
    case TimelineMark.rejected: return mark.isLate ? .init("late", "stale", late) : .init("rejected", "refused", nil)
    case TimelineMark.thrown: return .init("failed", "quiet", late)
    default: return .init("failed", "quiet", nil)
    }
  }

  /// One sentence that says all of it; a server's own words in it may be long.
  static func sentence(_ mark: TimelineMark) -> String { TextLimit.cut(words(mark), to: 300) }

  private static func words(_ mark: TimelineMark) -> String {
    var text = "\(mark.at.fineClock) "
    let status = mark.status.map { " with \($0)" } ?? ""
    let write = mark.mutation.map { "write \($0)" } ?? "a write"
    switch mark.kind {
    case .push: text += "push of \(write): \(outcome(mark.word))\(status)"
    case .refusal:
      text += "\(mark.word.spaced)\(status)" + (mark.count > 1 ? ", \(mark.count) records" : "")
    case .newerToken: text += "a newer token is seen for the first time"
    case .verdict: text += "\(write): \(mark.word)"
    case .finding: text += mark.word.spaced + (mark.count > 1 ? ", \(mark.count) times" : "")
    case .lastMutationID:
      text += "last mutation id \(mark.mutation.map(String.init) ?? "") seen: writes up to it are processed"
    case .server: text += server(mark)
    }
    if let token = mark.token { text += ", token \(token)" }
    if let late = mark.lateness, mark.isLate { text += " \(Wording.duration(microseconds: late)) past its expiry" }
    return text
  }

  private static func outcome(_ word: String) -> String {
    switch word {
    case "applied": "applied"
    case "handled": "answered"
    case "dropped": "answered, but dropped"
    case TimelineMark.rejected: "answered; the application said no"
    case TimelineMark.thrown: "answered; the mutator threw"
    case "refused": "refused"
    case "failed": "failed"
    case "rolled_back": "rolled back"
    case "already_processed": "already processed"
    case "out_of_order": "out of order"
    case "user_mismatch": "answered for another user"
    default: word
    }
  }

  private static func server(_ mark: TimelineMark) -> String {
    let status = mark.status.map { " (\($0))" } ?? ""
    let what = mark.word.spaced + status
    guard mark.until.isKnown, mark.until > mark.at else { return what + (mark.detail.map { ": \($0)" } ?? "") }
    return "\(what) until \(mark.until.fineClock), \(Wording.count(mark.count, "record"))"
  }
}

extension TimelineMark {
  /// A newer token that took over as it should.
  var isRotation: Bool { kind == .newerToken && word == Self.rotated }
  /// A newer token while the older one went on being used.
  var isTurn: Bool { kind == .newerToken && !isRotation }

  /// What takes the click where marks overlap: the greater one.
  var gravity: Int {
    switch kind {
    case .lastMutationID, .server: 0
    case .push: isRoutine ? 1 : word == "dropped" ? 5 : isLate || word == "refused" ? 4 : 2
    case .newerToken: isRotation ? 0 : 6
    case .refusal: 3
    case .verdict, .finding: 7
    }
  }
}
