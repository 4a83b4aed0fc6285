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
  private var settledFiles: SettledFiles
  private let start = SettledFiles.now

  init(conveyor: Conveyor, options: IngestOptions, files: [InputFile], known: KnownBytes, progress: ProgressMeter) {
    self.conveyor = conveyor
    self.options = options
    self.files = files
    self.known = known
    self.progress = progress
    settledFiles = SettledFiles(options.knownFiles)
  }

  /// Feeds all files, in order.
  func run() {
    defer { conveyor.close() }
    let walker = InputWalker(
      limits: options.archiveLimits, visit: { [unowned self] in try feed($0, $1) },
      report: { [unowned self] problem in
        settledFiles.noteProblem()
        // When the merger gave up, nobody listens any more.
        try? conveyor.send(.problem(IngestProblem(problem)))
      })
    self.walker = walker
    do {
      for file in files {
        settledFiles.begin(file)
        progress.begin(file)
        if try !skipsSettled(file) && !skipsKnown(file) { try walker.walk(file) }
        progress.end(file)
        settledFiles.end()
      }
      try conveyor.send(
        .settled(settlement.changes(to: known.earlierSources), settledFiles.settled(by: start - options.settlingTime)))
    } catch {
      // The merger stopped the conveyor and tells why itself.
    }
  }

  /// Whether a file is as it was when it was read before, and the case has all that it held.
  private func skipsSettled(_ file: InputFile) throws(Conveyor.Stopped) -> Bool {
    guard let contents = settledFiles.contents(of: file) else { return false }
    let earlier = contents.compactMap { known.find(sha256: $0.sha256, size: $0.size, path: $0.path) }
    guard earlier.count == contents.count else { return false }
    for (content, earlier) in zip(contents, earlier) {
      saw(content.sha256, size: content.size, at: content.path)
      try conveyor.send(.known(.known(content.path, as: earlier)))
    }
    return true
  }

  private func saw(_ sha256: String, size: UInt64, at path: String) {
    settlement.saw(sha256, at: path)
    settledFiles.saw(sha256, size: size, at: path)
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
    saw(sha256, size: file.size, at: file.path)
    try conveyor.send(.known(.known(file.path, as: earlier)))
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
    saw(sha256, size: cutter.size, at: path)
    let beginnings = cutter.beginnings.filter { $0.size < cutter.size }
    for beginning in beginnings { settlement.saw(beginning, grownAt: path) }
    known.insert(path: path, sha256: sha256, size: cutter.size)
    if cutter.fault != nil || cutter.isBinary { settledFiles.noteProblem() }
    if let fault = cutter.fault { try conveyor.send(.problem(IngestProblem(.fault(path, fault)))) }
    if cutter.isBinary, earlier == nil { try conveyor.send(.problem(.binary(path, size: cutter.size))) }
    try conveyor.send(
      .end(
        SourceEnd(
          sha256: sha256, size: cutter.size, note: cutter.fault?.description ?? (cutter.isBinary ? "not text" : nil),
          isDuplicate: earlier != nil, beginnings: earlier == nil ? beginnings.map(\.number) : [])))
  }
}
