import CaseStore
import Model

/// Makes one observation of the raw credentials of each source.
enum LeakObserver {
  static func observe(_ leaks: [FaultReader.Leak]) -> [Observation] {
    leaks.map { leak in
      var made = Observation(type: "credential_leak")
      made.count = leak.records
      made.firstAt = leak.firstAt
      made.lastAt = leak.lastAt
      made.detail = "\(leak.records) records of \(leak.source) hold raw credentials (\(leak.tokens) different ones)"
      made.evidence = Array(Set(leak.examples)).sorted().map { .init(record: $0, role: "raw credential") }
      made.entities = [.init(type: .source, id: leak.source)]
      return made
    }
  }
}
