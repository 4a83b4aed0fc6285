import ArchiveReading
import Foundation

/// Finds the file of a source again: where it was, or where it was moved to.
struct SourceLocator {
  /// Folders that hold the sources now, in the order in which they are searched.
  let roots: [String]
  /// Folders in which relative paths are looked up when no root has them.
  let homes: [String]

  /// The file that holds a source.
  enum Location: Equatable {
    /// The file, and the path that ingest would give the source in it.
    case file(InputFile, path: String)
    /// Standard input or a pipe: gone with the run that read it.
    case unrepeatable
    /// Nothing there; the paths that were tried.
    case missing([String])
  }

  func locate(_ path: String) -> Location {
    if path == "-" || path.hasPrefix("-!") { return .unrepeatable }
    var tried: [String] = []
    for cut in Self.cuts(of: path) {
      for candidate in candidates(cut.file) {
        if let file = InputFile(regularFile: candidate) { return .file(file, path: candidate + cut.member) }
        if Self.isThere(candidate) { return .unrepeatable }
        if cut.file == Self.file(of: path), !tried.contains(candidate) { tried.append(candidate) }
      }
    }
    return .missing(tried)
  }

  /// The whole path, then what stands before each `!`: the last of a file's name, or the border to an archive's member.
  private static func cuts(of path: String) -> [(file: String, member: String)] {
    var cuts = [(file: path, member: "")]
    for index in path.indices where path[index] == "!" && index > path.startIndex {
      cuts.append((String(path[..<index]), String(path[index...])))
    }
    return cuts
  }

  /// The part before the first `!`: what the user sees as the file.
  private static func file(of path: String) -> String { cuts(of: path).dropFirst().first?.file ?? path }

  private func candidates(_ file: String) -> [String] {
    let parts = file.split(separator: "/").filter { $0 != "." && $0 != ".." }
    var found: [String] = []
    for root in roots {
      // The more of the path a folder has, the surer it is the same file.
      for first in parts.indices { found.append(([root] + parts[first...].map(String.init)).joined(separator: "/")) }
    }
    if file.hasPrefix("/") { return found + [file] }
    return found + homes.map { $0.isEmpty ? file : $0 + "/" + file }
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }
}
