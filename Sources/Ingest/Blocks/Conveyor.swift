import CaseStore
import Foundation

/// Hands blocks from the feeder to the workers and, in the feeder's order, to the merger; a fixed number of blocks goes
/// round, which bounds the memory.
final class Conveyor: @unchecked Sendable {
  // @unchecked Sendable because `lock` guards everything that changes.
  enum Parcel: Sendable {
    case begin(SourceContext)
    case block(Block)
    case end(SourceEnd)
    /// A file that was not read because the case has its bytes.
    case known(IngestProblem)
    case problem(IngestProblem)
    /// Everything was read: what became of the sources that the case had before, and files that need not be read again.
    case settled([SourceSettlement.Change], [KnownFile])
  }
  /// The merger gave up; the feeder stops.
  struct Stopped: Error {}

  private struct Entry {
    let parcel: Parcel
    var isReady: Bool
  }
  private let lock = NSCondition()
  private var freeBlocks: [Block]
  private var entries: [Entry] = []
  /// Number of the first of `entries` since the beginning.
  private var firstEntry = 0
  private var work: [(block: Block, entry: Int)] = []
  private var isClosed = false
  private var isStopped = false
  private let blockSize: Int

  init(blocks: Int, blockSize: Int) {
    freeBlocks = (0..<blocks).map { _ in Block(capacity: blockSize) }
    self.blockSize = blockSize
  }

  private func locked<Result, Fault: Error>(_ body: () throws(Fault) -> Result) throws(Fault) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body()
  }

  // MARK: Feeder

  /// An empty block; waits until the merger is done with one.
  func takeBlock() throws(Stopped) -> Block {
    try locked { () throws(Stopped) in
      while freeBlocks.isEmpty && !isStopped { lock.wait() }
      guard !isStopped, let block = freeBlocks.popLast() else { throw Stopped() }
      block.count = 0
      block.isLast = false
      block.isSkipped = false
      block.isParsed = false
      block.carried = nil
      return block
    }
  }

  func send(_ parcel: Parcel) throws(Stopped) {
    try locked { () throws(Stopped) in
      guard !isStopped else { throw Stopped() }
      if case .block(let block) = parcel {
        work.append((block, firstEntry + entries.count))
        entries.append(Entry(parcel: parcel, isReady: false))
      } else {
        entries.append(Entry(parcel: parcel, isReady: true))
      }
      lock.broadcast()
    }
  }

  /// Says that nothing more comes.
  func close() {
    locked {
      isClosed = true
      lock.broadcast()
    }
  }

  // MARK: Workers

  /// The next block to parse; nil when there will be none.
  func takeWork() -> (block: Block, entry: Int)? {
    locked {
      while work.isEmpty && !isClosed && !isStopped { lock.wait() }
      return work.isEmpty || isStopped ? nil : work.removeFirst()
    }
  }

  func finish(_ entry: Int) {
    locked {
      entries[entry - firstEntry].isReady = true
      lock.broadcast()
    }
  }

  // MARK: Merger

  /// The next parcel in order; nil at the end.
  func takeParcel() -> Parcel? {
    locked {
      while !(entries.first?.isReady ?? false) {
        if entries.isEmpty && isClosed { return nil }
        lock.wait()
      }
      firstEntry += 1
      return entries.removeFirst().parcel
    }
  }

  func giveBack(_ block: Block) {
    block.source = nil
    // A block that had to grow for a very long line does not keep that memory.
    if block.capacity > 4 * blockSize {
      block.count = 0
      block.resize(to: blockSize)
    }
    locked {
      freeBlocks.append(block)
      lock.broadcast()
    }
  }

  /// Ends everything early: the feeder's next call throws, the workers find no more work.
  func stop() {
    locked {
      isStopped = true
      lock.broadcast()
    }
  }
}
