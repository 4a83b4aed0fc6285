/// Turns lines into records and events. Every thread has its own.
protocol BlockParser: AnyObject {
  /// Adds what lines give to a result.
  ///
  /// - Parameters:
  ///   - lines: the lines.
  ///   - result: takes records, events and counts.
  ///   - carried: what the lines before left open; nil where nothing.
  /// - Returns: what these lines leave open; nil where nothing.
  func parse(_ lines: Lines, into result: BlockResult, carried: (any Sendable)?) -> (any Sendable)?

  /// Whether two parsers that go on from these get the same from the same lines.
  func isSame(_ one: (any Sendable)?, _ other: (any Sendable)?) -> Bool
}

extension BlockParser {
  /// Parses as a worker does: ahead of the merger, on the assumption that nothing was carried over.
  func parseAhead(_ block: Block) {
    guard !block.isSkipped, let source = block.source, !source.isSequential else { return }
    block.headCount = source.carriesOver ? Self.endOfHead(block.content) : 0
    parseHead(block, carried: nil)
    parseRest(block)
    block.isParsed = true
  }

  /// Parses what was parsed ahead on a wrong assumption, or not at all.
  ///
  /// - Returns: whether the block had a head and its rest had to be parsed again all the same.
  func parseAgain(_ block: Block, carried: (any Sendable)?) -> Bool {
    guard block.isParsed, block.headCount > 0 else {
      block.headCount = 0
      parseHead(block, carried: carried)
      parseRest(block)
      return false
    }
    let assumed = block.carriedByHead
    parseHead(block, carried: carried)
    if isSame(assumed, block.carriedByHead) { return false }
    parseRest(block)
    return true
  }

  private func parseHead(_ block: Block, carried: (any Sendable)?) {
    block.head.removeAll()
    block.carriedByHead = block.headCount == 0 ? carried : parse(block.headLines, into: block.head, carried: carried)
  }

  private func parseRest(_ block: Block) {
    block.result.removeAll()
    block.carried = parse(block.restLines, into: block.result, carried: block.carriedByHead)
  }

  private static func endOfHead(_ content: UnsafeRawBufferPointer) -> Int {
    let length = content.count / 16
    let behind = UnsafeRawBufferPointer(rebasing: content[length...])
    return behind.endOfFirstLine.map { $0 + length } ?? 0
  }
}
