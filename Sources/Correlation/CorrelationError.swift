public import YAMLDocument

/// A fault of correlation's own data files.
public struct CorrelationError: Error, Sendable, CustomStringConvertible {
  public let faults: [YAMLFault]
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
