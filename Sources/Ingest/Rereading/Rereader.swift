import ArchiveReading
public import CaseStore
import Dialects
public import Digests
import Model

/// Reads records again from the sources that the case was made of, with secrets replaced as ingest replaces them.
///
/// Of a plain file only the wanted bytes are read, unless its digest is to be compared; compressed files and archives are
/// read once, from the start, as far as the last wanted byte.
public final class Rereader {
  /// Gets a record with its masked text, good until it returns.
  public typealias Take = (RecordPlace, UnsafeRawBufferPointer) throws -> Void

  private let masker: CredentialMasker
  private let locator: SourceLocator
  private let limits = ArchiveLimits()

  /// - Parameters:
  ///   - key: the case's key; another one gives other fingerprints.
  ///   - roots: folders that the sources were moved to.
  ///   - homes: folders that relative paths are looked up in; "" is the working directory.
  public init(key: CaseKey, roots: [String] = [], homes: [String] = [""]) {
    masker = CredentialMasker(key: key)
    locator = SourceLocator(roots: roots, homes: homes)
  }

  /// Reads records again.
  ///
  /// - Parameters:
  ///   - places: the records, in any order.
  ///   - sources: what the case knows of their sources.
  ///   - comparesDigests: whether a source must have the bytes that the case read; else its length must do.
  ///   - take: gets the records of sources that can be trusted, source by source, in their order.
  /// - Returns: every source of the places, by number, with what became of it.
  /// - Throws: only what `take` throws.
  public func read(
    _ places: [RecordPlace], of sources: [Int32: SourcePlace], comparesDigests: Bool, take: @escaping Take
  ) throws -> [RereadSource] {
    var found: [RereadSource] = []
    var files: [InputFile: [Job]] = [:]
    let wanted = Dictionary(grouping: places, by: \.source)
    for number in wanted.keys.sorted() {
      guard let source = sources[number] else { continue }
      switch locator.locate(source.path) {
      case .unrepeatable: found.append(RereadSource(source: number, state: .unrepeatable))
      case .missing(let tried): found.append(RereadSource(source: number, state: .missing(tried: tried)))
      case .file(let file, let path):
        let job = Job(
          source: source, path: path, places: PlaceList(wanted[number] ?? []),
          trust: comparesDigests ? .digest : .length, take: take)
        files[file, default: []].append(job)
      }
    }
    return try run(files, and: found)
  }

  /// Hashes every source and reads again all records whose text the case keeps.
  ///
  /// - Parameters:
  ///   - file: the case.
  ///   - take: gets each record with its text as it is now, source by source, also where the digest is another.
  /// - Returns: every source of the case, by number, with what became of it.
  /// - Throws: `StoreError` when the case cannot be read, and what `take` throws.
  public func verify(_ file: CaseFile, take: @escaping Take) throws -> [RereadSource] {
    let lookup = try PlaceLookup(file)
    var found: [RereadSource] = []
    var files: [InputFile: [Job]] = [:]
    for (number, source) in try lookup.sources().sorted(by: { $0.key < $1.key }) {
      switch locator.locate(source.path) {
      case .unrepeatable: found.append(RereadSource(source: number, state: .unrepeatable))
      case .missing(let tried): found.append(RereadSource(source: number, state: .missing(tried: tried)))
      case .file(let input, let path):
        let feed = KeptPlaceFeed { try KeptPlaces(of: number, in: file, lookup) }
        files[input, default: []].append(Job(source: source, path: path, places: feed, trust: .none, take: take))
      }
    }
    return try run(files, and: found)
  }

  private func run(_ files: [InputFile: [Job]], and found: [RereadSource]) throws -> [RereadSource] {
    var found = found
    for (file, jobs) in files.sorted(by: { ($0.value[0].source.source) < ($1.value[0].source.source) }) {
      found += try read(jobs, in: file)
    }
    return found.sorted { $0.source < $1.source }
  }

  private func read(_ jobs: [Job], in file: InputFile) throws -> [RereadSource] {
    do {
      if jobs.count == 1, let job = jobs.first, job.trust == .length, let plain = try PlainFile(path: file.path) {
        try job.read(FileWindow(plain, size: job.source.size), length: plain.size, masker)
      } else {
        try stream(jobs, in: file)
      }
    } catch let fault as ReadFault {
      for job in jobs where job.state == nil { job.state = .unreadable(reason: fault.description) }
    }
    return jobs.map {
      RereadSource(source: $0.source.source, state: $0.state ?? $0.absence, path: $0.path, size: $0.size)
    }
  }

  /// One pass over a file and what is packed in it.
  private func stream(_ jobs: [Job], in file: InputFile) throws {
    // Members of one name come in the order in which the case read them.
    var open = Dictionary(grouping: jobs, by: \.path)
    let walker = InputWalker(
      limits: limits,
      visit: { path, stream in
        guard let job = open[path]?.first else { return }
        open[path]?.removeFirst()
        if open[path]?.isEmpty ?? false { open[path] = nil }
        do { try job.read(stream, self.masker) } catch let fault as ReadFault {
          job.state = .unreadable(reason: fault.description)
        }
        if open.isEmpty { throw Done() }
      },
      report: { problem in
        if problem.isError { open[problem.path]?.first?.state = .unreadable(reason: problem.message) }
      })
    do { try walker.walk(file) } catch is Done {}
  }

  /// Everything was found; the rest of the file is of no interest.
  private struct Done: Error {}
}
