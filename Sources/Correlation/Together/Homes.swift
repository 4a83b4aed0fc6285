import CaseStore
import Model

/// The homes of all groups, each made once.
struct Homes: Sendable {
  private let homes: [Int32: Home]
  private let deployments: Deployments
  private let sources: [SourceRow]

  init(_ sources: [SourceRow], stops: [Event], deployments: Deployments) {
    let members = Dictionary(grouping: sources) { deployments.deployment(of: $0.source) }
    var homes: [Int32: Home] = [:]
    for source in sources where homes[deployments.tied(to: source.source)] == nil {
      let own = members[deployments.deployment(of: source.source)] ?? []
      homes[deployments.tied(to: source.source)] = Home(
        of: source.source, own: own, stops: stops, deployments: deployments)
    }
    self.homes = homes
    self.deployments = deployments
    self.sources = sources
  }

  /// What the deployment of a source tells; of no known source, nothing.
  subscript(source: Int32) -> Home {
    homes[deployments.tied(to: source)] ?? Home(of: source, own: [], stops: [], deployments: deployments)
  }

  /// The versions that conclusions about sources up to one rest on, as text. Ends of logs are no part of it: what is still
  /// open is concluded again with every new log.
  func basis(upTo last: Int32) -> String {
    let old = Set(sources.map(\.source).filter { $0 <= last }.map(deployments.tied)).sorted()
    return "servers " + old.map { "\($0): \(homes[$0]?.servers.basis ?? "")" }.joined(separator: "; ")
  }
}
