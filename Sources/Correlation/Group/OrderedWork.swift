import Foundation

/// Makes results on several threads and hands them over in their order, a bounded number ahead.
final class OrderedWork<Output: Sendable>: @unchecked Sendable {
  // @unchecked Sendable because `lock` guards everything that changes.
  private let lock = NSCondition()
  private let count: Int
  private let ahead: Int
  private var next = 0
  private var taken = 0
  private var ready: [Int: Result<Output, any Error>] = [:]
  private var isStopped = false
  private let running = DispatchGroup()

  /// Runs `make` for 0 up to `count` and `take` on this thread with each result in order.
  ///
  /// - Parameters:
  ///   - count: how many results.
  ///   - threads: threads that make; with one or none everything happens on this thread.
  ///   - maker: called on each thread, for what makes results there: it can keep things that no other thread sees.
  ///   - take: gets the results.
  /// - Throws: what `make` of the first failed number, or `take`, throws.
  static func run(
    count: Int, threads: Int, maker: @escaping @Sendable () -> (Int) throws -> Output,
    take: (Output) throws -> Void
  ) throws {
    guard threads > 1 && count > 1 else {
      let make = maker()
      for index in 0..<count { try take(try make(index)) }
      return
    }
    let work = OrderedWork(count: count, ahead: threads * 4)
    for _ in 0..<min(threads, count) {
      work.running.enter()
      let thread = Thread {
        work.makeAll(maker())
        work.running.leave()
      }
      thread.name = "correlate"
      // Swift's deeper generic calls need more than the half megabyte that Foundation gives a thread.
      thread.stackSize = 4 << 20
      thread.start()
    }
    defer { work.stop() }
    for index in 0..<count { try take(work.result(index).get()) }
  }

  private init(count: Int, ahead: Int) {
    self.count = count
    self.ahead = ahead
  }

  private func makeAll(_ make: (Int) throws -> Output) {
    while let index = claim() {
      let result = Result { try make(index) }
      lock.lock()
      ready[index] = result
      lock.broadcast()
      lock.unlock()
    }
  }

  private func claim() -> Int? {
    lock.lock()
    defer { lock.unlock() }
    while next < count && next >= taken + ahead && !isStopped { lock.wait() }
    guard next < count, !isStopped else { return nil }
    next += 1
    return next - 1
  }

  private func result(_ index: Int) -> Result<Output, any Error> {
    lock.lock()
    defer { lock.unlock() }
    while true {
      if let result = ready.removeValue(forKey: index) {
        taken = index + 1
        lock.broadcast()
        return result
      }
      lock.wait()
    }
  }

  /// Ends the threads; results that nobody took are dropped. What the threads read is the caller's again afterwards: a
  /// transaction may be rolled back and the case closed.
  private func stop() {
    lock.lock()
    isStopped = true
    lock.broadcast()
    lock.unlock()
    running.wait()
  }
}
