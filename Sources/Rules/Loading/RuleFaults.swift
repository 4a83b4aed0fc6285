public import YAMLDocument

/// Everything that is wrong with the rule files of one run.
public struct RuleFaults: Error, Sendable, CustomStringConvertible {
  /// In the order of files, then of lines.
  public let faults: [YAMLFault]

  init(_ faults: [YAMLFault]) {
    self.faults = faults.enumerated().sorted { a, b in
      (a.element.file, a.element.line, a.element.column, a.offset) < (
        b.element.file, b.element.line, b.element.column, b.offset
      )
    }.map(\.element)
  }

  /// One paragraph for each fault.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
