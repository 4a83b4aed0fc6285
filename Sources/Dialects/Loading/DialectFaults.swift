public import YAMLDocument

/// Every fault of the dialect files, each with file, line and column.
public struct DialectFaults: Error, Sendable, CustomStringConvertible {
  public let faults: [YAMLFault]
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
