import CaseStore
import Model

/// Puts findings together that one cause explains: they share a client group, or began while a server was at fault.
enum IncidentGrouping {
  /// How long after a server fault something may begin and still be put down to it, microseconds.
  private static let aftermath: Int64 = 60_000_000

  /// - Parameter findings: in the order of reports.
  /// - Returns: incidents in the order of their first findings; every finding is in exactly one.
  static func incidents(_ findings: [Finding]) -> [Incident] {
    var parents = Array(findings.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    func join(_ a: Int, _ b: Int) {
      let (low, high) = (min(root(a), root(b)), max(root(a), root(b)))
      parents[high] = low
    }
    var groups: [String: Int] = [:]
    for (index, finding) in findings.enumerated() {
      for entity in finding.entities where entity.type == .clientGroup {
        if let other = groups[entity.id] { join(other, index) } else { groups[entity.id] = index }
      }
    }
    for (fault, index) in overlaps(findings) { join(fault, index) }
    let members = Dictionary(grouping: findings.indices, by: root)
    return members.sorted { $0.key < $1.key }.map { incident($0.value.sorted(), of: findings) }
  }

  /// Pairs of a server fault and a finding that began during it or shortly after.
  private static func overlaps(_ findings: [Finding]) -> [(fault: Int, finding: Int)] {
    var pairs: [(fault: Int, finding: Int)] = []
    let timed = findings.indices.filter { findings[$0].firstAt.isKnown }.sorted {
      findings[$0].firstAt < findings[$1].firstAt
    }
    for fault in timed where findings[fault].kind == .serverFault {
      let start = findings[fault].firstAt.microseconds
      let end = max(start, findings[fault].lastAt.microseconds) + aftermath
      let from = timed.partition { findings[$0].firstAt.microseconds >= start }
      pairs += timed[from...].prefix { findings[$0].firstAt.microseconds <= end }.map { (fault, $0) }
    }
    return pairs
  }

  private static func incident(_ members: [Int], of all: [Finding]) -> Incident {
    let findings = members.map { all[$0] }
    let more = findings.count - 1
    let rest = more == 0 ? "" : " (and \(more) related \(more == 1 ? "finding" : "findings"))"
    let first = findings.map(\.firstAt).filter(\.isKnown).min() ?? .unknown
    let last = findings.map(\.lastAt).filter(\.isKnown).max() ?? .unknown
    return Incident(
      title: (findings.first?.title ?? "") + rest, story: story(findings, first, last), firstAt: first, lastAt: last,
      findings: members)
  }

  private static func story(_ findings: [Finding], _ first: Timestamp, _ last: Timestamp) -> String {
    let span: String
    if !first.isKnown {
      span = "At an unknown time"
    } else if first.short == last.short {
      span = "At \(first.short) UTC"
    } else {
      span = "From \(first.short) to \(last.short) UTC"
    }
    let kinds = FindingKind.allCases.compactMap { kind -> String? in
      let count = findings.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) x \(kind.rawValue.spaced)"
    }
    let entities = Set(findings.flatMap(\.entities))
    let sizes = [(EntityType.client, "client", "clients"), (.mutation, "write", "writes")].compactMap {
      type, one, many in
      let count = entities.count { $0.type == type }
      return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    let affected = sizes.isEmpty ? "" : ", touching \(sizes.joined(separator: " and "))"
    return "\(span): \(kinds.joined(separator: ", "))\(affected)."
  }
}

extension Array where Element == Int {
  /// The first position from which on `holds` is true, in an array that it splits in two.
  fileprivate func partition(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
