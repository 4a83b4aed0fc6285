import CaseStore
import Model

/// Which sources tell of one deployment: a case may hold the logs of several that have nothing to do with each other.
///
/// Sources that name the same client or group, and files of one rotated log, are *tied*: that is certain. Around each sync
/// server whose log names clients stands a *deployment*: what is tied to it, and other sources that can only be its own. Where
/// a case has one such server, everything is its deployment; where it has several, a source that is tied to none belongs to
/// the one whose logs lie nearest in the folders.
struct Deployments: Sendable {
  /// How sure it is that a source tells of the same deployment as another.
  enum Relation { case same, perhaps, none }

  private var ties: SourceSets
  private let naming: Set<Int32>
  private let roles: [Int32: SourceRole]
  /// Names of tied sets whose sync server names clients.
  private let anchors: Set<Int32>
  /// By the name of a tied set: the anchor that it belongs to.
  private var homes: [Int32: Int32] = [:]
  /// By the name of a tied set: anchors that it may belong to.
  private var possible: [Int32: Set<Int32>] = [:]
  /// How many logs of a role a deployment has; files of one log are one.
  private var logs: [Int32: [SourceRole: Int]] = [:]

  /// - Parameters:
  ///   - sources: all sources of the case.
  ///   - survey: which of them name the same ids.
  init(_ sources: [SourceRow], survey: SourceSurvey) {
    var ties = survey.sets
    let families = Dictionary(grouping: sources) { Family(log: LogFamily(path: $0.path), role: $0.role) }
    for family in families.values { Self.tie(family, in: &ties) }
    self.ties = ties
    naming = Set(survey.naming.map(ties.name))
    let servers = sources.filter { $0.role == .syncServer && survey.naming.contains($0.source) }
    anchors = Set(servers.map { ties.name(of: $0.source) })
    roles = Dictionary(sources.map { ($0.source, $0.role) }, uniquingKeysWith: { first, _ in first })
    settle(sources)
    for (family, members) in families {
      for home in Set(members.map { deployment(of: $0.source) }) {
        logs[home, default: [:]][family.role, default: 0] += 1
      }
    }
  }

  private struct Family: Hashable {
    var log: LogFamily
    var role: SourceRole
  }

  /// Files of one log may overlap by this much: lines were under way while it was rotated, microseconds.
  private static let overlap: Int64 = 60_000_000

  /// Ties the files of a log that follow each other in time; files that overlap were written by several servers at once.
  private static func tie(_ family: [SourceRow], in ties: inout SourceSets) {
    let files = family.filter { $0.firstAt.isKnown && $0.lastAt.isKnown }.sorted {
      ($0.firstAt, $0.lastAt, $0.source) < ($1.firstAt, $1.lastAt, $1.source)
    }
    for (earlier, later) in zip(files, files.dropFirst()) {
      if let gap = later.firstAt.since(earlier.lastAt), gap >= -overlap { ties.join(earlier.source, later.source) }
    }
  }

  /// Finds the deployment of everything that is tied to no sync server.
  private mutating func settle(_ sources: [SourceRow]) {
    guard anchors.count > 1 else {
      guard let all = sources.map({ ties.name(of: $0.source) }).min() else { return }
      for source in sources { homes[ties.name(of: source.source)] = all }
      return
    }
    let folders = FolderTree(sources) { [ties, anchors] source in
      let set = ties.name(of: source)
      return anchors.contains(set) ? set : nil
    }
    for (set, members) in Dictionary(grouping: sources, by: { ties.name(of: $0.source) }) {
      let nearest = members.map { folders.nearest(to: $0) }
      possible[set] = nearest.reduce(into: []) { $0.formUnion($1.anchors) }
      guard !anchors.contains(set), possible[set]?.count == 1 else { continue }
      if nearest.allSatisfy(\.isFree) { homes[set] = possible[set]?.first }
    }
  }

  /// The name of everything that is tied to a source for certain.
  func tied(to source: Int32) -> Int32 { ties.name(of: source) }

  /// The name of a source's deployment.
  func deployment(of source: Int32) -> Int32 {
    let set = ties.name(of: source)
    return homes[set] ?? set
  }

  /// Whether a source names any client or group, or is tied to one that does.
  func namesClients(_ source: Int32) -> Bool { naming.contains(ties.name(of: source)) }

  /// Whether lines of a source without ids may be about what another source tells of.
  func relation(of source: Int32, to other: Int32) -> Relation {
    let (mine, theirs) = (ties.name(of: source), ties.name(of: other))
    if mine == theirs { return .same }
    if deployment(of: source) == deployment(of: other) {
      // An API that names clients, and none of these, may be that of other servers.
      let isElsewhere = roles[source] == .apiServer && naming.contains(mine) && naming.contains(theirs)
      return isElsewhere ? .perhaps : .same
    }
    let (near, far) = (possible[mine] ?? [], possible[theirs] ?? [])
    let isNear = near.contains(deployment(of: other)) || far.contains(deployment(of: source))
    return isNear ? .perhaps : .none
  }

  /// How many pairs of lines without ids tell how far two clocks are apart; nil where no number would.
  func pairsNeeded(_ source: Int32, _ server: Int32) -> Int? {
    if ties.name(of: source) == ties.name(of: server) { return 2 }
    let home = deployment(of: source)
    guard home == deployment(of: server), let role = roles[source], logs[home]?[role] == 1,
      logs[home]?[.syncServer] == 1
    else { return nil }
    return namesClients(source) && namesClients(server) ? 5 : 3
  }

  /// What every conclusion about sources up to one rests on, as text.
  func basis(upTo last: Int32) -> String {
    let old = roles.keys.filter { $0 <= last }.sorted()
    let servers = Dictionary(grouping: old.filter { roles[$0] == .syncServer }, by: deployment)
    var seen: Set<Int32> = []
    return old.map { source in
      let (set, home) = (ties.name(of: source), deployment(of: source))
      let place = "\(source) \(set) \(home)"
      guard seen.insert(set).inserted else { return place }
      // What a later deployment may have to do with these is seen by its own events.
      let near = (possible[set] ?? []).filter { $0 <= last && $0 != home }.sorted()
      return place + " names \(naming.contains(set)) near \(near)" + clocksBasis(of: source, servers[home] ?? [])
    }.joined(separator: ", ")
  }

  /// How a source that is tied to no server comes to the clock of one.
  private func clocksBasis(of source: Int32, _ servers: [Int32]) -> String {
    guard let server = servers.first, servers.allSatisfy({ ties.name(of: $0) != ties.name(of: source) }) else {
      return ""
    }
    return " pairs \(pairsNeeded(source, server) ?? 0)"
  }
}
