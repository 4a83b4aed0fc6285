import CaseStore
import Model

/// Somebody whom findings ask to act for: a client, or what else a finding is about.
struct Victim {
  var client: String?
  var user: String?
  /// The gravest first.
  var findings: [ReportedFinding]

  /// By severity, then by how many writes were dropped or lost, then by time.
  static func all(of findings: [ReportedFinding]) -> [Victim] {
    var places: [String: Int] = [:]
    var victims: [Victim] = []
    for finding in findings where finding.isAlarm {
      for client in clients(of: finding) {
        let key = client ?? finding.subject
        if let place = places[key] {
          victims[place].findings.append(finding)
        } else {
          places[key] = victims.count
          let users = finding.ids(.user)
          victims.append(Victim(client: client, user: users.count == 1 ? users.first : nil, findings: [finding]))
        }
      }
    }
    let order = victims.enumerated().sorted { a, b in
      (b.element.severity, b.element.gone, a.offset) < (a.element.severity, a.element.gone, b.offset)
    }
    return order.map(\.element)
  }

  /// A finding about more clients than this is told once, as what it is about.
  private static let clientsPerFinding = 3

  private static func clients(of finding: ReportedFinding) -> [String?] {
    let clients = finding.ids(.client)
    return (1...clientsPerFinding).contains(clients.count) ? clients : [nil]
  }

  /// The writes of a finding that are this client's, and how many more the finding has.
  func writes(_ finding: ReportedFinding) -> (ids: [String], hidden: Int) {
    let ids = finding.ids(.mutation)
    guard let client, finding.ids(.client).count > 1 else { return (ids, finding.entities.hidden) }
    return (ids.filter { $0.hasPrefix(client + "#") }, 0)
  }

  var severity: Severity { findings.first?.severity ?? .info }
  /// What asks for action first: a finding that tells of writes that are dropped or lost, where there is one.
  var first: ReportedFinding? { losses.first ?? findings.first }
  /// What has to be done before all else: behind a pusher that stopped, nothing that is sent again gets through.
  var mostUrgent: ReportedFinding? { findings.first { $0.kind == FindingKind.pusherDied.rawValue } ?? first }
  /// Findings that tell of writes that are dropped or lost, and all others.
  var losses: [ReportedFinding] { findings.filter(Self.isLoss) }
  var others: [ReportedFinding] { findings.filter { !Self.isLoss($0) } }
  /// Those that the first screen names.
  var named: ArraySlice<ReportedFinding> { (losses + others).prefix(4) }
  /// Writes that losses name.
  var gone: Int {
    losses.reduce(0) { sum, finding in
      let writes = writes(finding)
      return sum + writes.ids.count + writes.hidden
    }
  }

  static func isLoss(_ finding: ReportedFinding) -> Bool {
    [FindingKind.silentDrop, .writeLost, .outcomeContradicted].map(\.rawValue).contains(finding.kind)
  }
}
