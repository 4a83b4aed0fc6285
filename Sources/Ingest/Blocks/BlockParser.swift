/// Turns the bytes of a block into records and events. Every thread has its own.
protocol BlockParser: AnyObject {
  /// Fills the result of a block.
  ///
  /// - Parameters:
  ///   - block: the block.
  ///   - carried: what the block before left open; nil where nothing.
  /// - Returns: what this block leaves open; nil where nothing.
  func parse(_ block: Block, carried: (any Sendable)?) -> (any Sendable)?
}

extension BlockParser {
  /// Parses as a worker does: ahead of the merger, on the assumption that nothing was carried over.
  func parseAhead(_ block: Block) {
    block.isParsed = false
    if block.isSkipped || block.source?.isSequential != false { return }
    block.result.removeAll()
    block.carried = parse(block, carried: nil)
    block.isParsed = true
  }
}
