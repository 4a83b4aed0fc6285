import ArchiveReading
import CaseStore
import Digests
import Foundation

/// Reads sources, hashes them and cuts them into blocks of whole lines. Runs in a thread of its own.
final class Feeder {
  private let conveyor: Conveyor
  private let options: IngestOptions
  private let files: [InputFile]
  private var known: KnownBytes
  private let progress: ProgressMeter
  private var walker: InputWalker?
  private var settlement = SourceSettlement()

  init(conveyor: Conveyor, options: IngestOptions, files: [InputFile], known: KnownBytes, progress: ProgressMeter) {
    self.conveyor = conveyor
    self.options = options
    self.files = files
    self.known = known
    self.progress = progress
  }

  /// Feeds all files, in order.
  func run() {
    defer { conveyor.close() }
    let walker = InputWalker(
      limits: options.archiveLimits, visit: { [unowned self] in try feed($0, $1) },
      report: { [conveyor] problem in
        // When the merger gave up, nobody listens any more.
        try? conveyor.send(.problem(IngestProblem(problem)))
      })
    self.walker = walker
    do {
      for file in files {
        if try skipsKnown(file) { continue }
        progress.begin(file)
        try walker.walk(file)
        progress.end(file)
      }
      try conveyor.send(.settled(settlement.changes(to: known.earlierSources)))
    } catch {
      // The merger stopped the conveyor and tells why itself.
    }
  }

  /// Whether the bytes of a file are in the case already; only a file whose size is in the case is hashed for that.
  private func skipsKnown(_ file: InputFile) throws(Conveyor.Stopped) -> Bool {
    guard file.isRegular, known.hasSize(file.size), let stream = try? InputWalker.open(file) else { return false }
    let hash = SHA256Stream()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      guard let count = try? stream.read(into: buffer) else { return false }
      if count == 0 { break }
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    let sha256 = Hex.encode(hash.finish())
    guard let earlier = known.find(sha256: sha256, size: file.size, path: file.path) else { return false }
    settlement.saw(sha256, at: file.path)
    try conveyor.send(.known(.known(file.path, as: earlier)))
    progress.begin(file)
    progress.end(file)
    return true
  }

  private func feed(_ path: String, _ stream: any ByteStream) throws {
    var cutter = try BlockCutter(
      path: path, stream: stream, conveyor: conveyor, limits: (options.blockSize, options.lineLimit),
      known: known)
    while try cutter.sendNext() { progress.advance(to: walker?.position ?? 0) }
    let sha256 = Hex.encode(cutter.hash.finish())
    let earlier = known.find(sha256: sha256, size: cutter.size, path: path)
    if let earlier { try conveyor.send(.problem(.known(path, as: earlier))) }
    settlement.saw(sha256, at: path)
    for beginning in cutter.beginnings where beginning.size < cutter.size {
      settlement.saw(beginning, grownAt: path)
    }
    known.insert(path: path, sha256: sha256, size: cutter.size)
    if let fault = cutter.fault { try conveyor.send(.problem(IngestProblem(.fault(path, fault)))) }
    if cutter.isBinary, earlier == nil { try conveyor.send(.problem(.binary(path, size: cutter.size))) }
    try conveyor.send(
      .end(
        SourceEnd(
          sha256: sha256, size: cutter.size, note: cutter.fault?.description ?? (cutter.isBinary ? "not text" : nil),
          isDuplicate: earlier != nil)))
  }
}
