import Foundation

/// The files that paths stand for, in an order that depends on their names alone.
public struct InputList: Sendable {
  public private(set) var files: [InputFile] = []
  public private(set) var problems: [InputProblem] = []

  /// Expands directories.
  ///
  /// - Parameter paths: files, directories, `-` for standard input, in any order.
  public init(_ paths: [String]) {
    var seen: Set<String> = []
    for path in Set(paths.map(Self.withoutTrailingSlashes)).sorted(by: Self.precedes) {
      for file in expand(path) where seen.insert(file.path).inserted { files.append(file) }
    }
    files.sort { Self.precedes($0.path, $1.path) }
  }

  public var totalSize: UInt64 { files.reduce(0) { $0 + $1.size } }

  private mutating func expand(_ path: String) -> [InputFile] {
    if path == "-" { return [InputFile(stream: path)] }
    var status = stat()
    guard stat(path, &status) == 0 else {
      problems.append(.missing(path, reason: String(cString: strerror(errno))))
      return []
    }
    if status.st_mode & S_IFMT == S_IFDIR { return members(ofDirectory: path) }
    return [InputFile(path: path, status)]
  }

  private mutating func members(ofDirectory path: String) -> [InputFile] {
    var scan = DirectoryScan()
    scan.walk(path)
    problems += scan.problems
    if scan.ownFiles > 0 { problems.append(.leftOut(scan.ownFiles, of: "case and key files of lostwrite", in: path)) }
    if scan.readmes > 0 {
      let files = scan.readmes == 1 ? "README file" : "README files"
      problems.append(.leftOut(scan.readmes, of: files + " in Markdown", in: path))
    }
    if scan.otherKinds > 0 { problems.append(.leftOut(scan.otherKinds, of: "links, pipes and devices", in: path)) }
    if scan.files.isEmpty && scan.problems.isEmpty { problems.append(.emptyDirectory(path)) }
    return scan.files
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = path
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    return path
  }

  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  private struct DirectoryScan {
    var files: [InputFile] = []
    var problems: [InputProblem] = []
    var ownFiles = 0
    var readmes = 0
    var otherKinds = 0

    mutating func walk(_ directory: String) {
      guard let handle = opendir(directory) else {
        problems.append(.missing(directory, reason: String(cString: strerror(errno))))
        return
      }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let (name, isText) = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) {
            (String(cString: $0), String(validatingCString: $0) != nil)
          }
        }
        guard isText else {
          problems.append(.unspeakable(name, in: directory))
          continue
        }
        if name != "." && name != ".." { look(at: directory == "/" ? "/" + name : directory + "/" + name) }
      }
    }

    private mutating func look(at path: String) {
      var link = stat()
      var target = stat()
      guard lstat(path, &link) == 0, stat(path, &target) == 0 else {
        // A link to nothing is common where logs were rotated away.
        otherKinds += 1
        return
      }
      let isLink = link.st_mode & S_IFMT == S_IFLNK
      switch target.st_mode & S_IFMT {
      // Links to directories can lead in circles; links to files are how kubelet names its logs.
      case S_IFDIR where !isLink: walk(path)
      case S_IFREG where Self.isReadme(path): readmes += 1
      case S_IFREG where isOwnFile(path): ownFiles += 1
      case S_IFREG: files.append(InputFile(path: path, target))
      default: otherKinds += 1
      }
    }

    /// `README.md`, `readme.de.markdown`: they tell of logs and quote their lines, so those would count twice.
    private static func isReadme(_ path: String) -> Bool {
      let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
      return name.hasPrefix("readme") && (name.hasSuffix(".md") || name.hasSuffix(".markdown"))
    }

    private func isOwnFile(_ path: String) -> Bool {
      if path.hasSuffix(".key") { return true }
      guard let stream = try? FileStream(path: path) else { return false }
      return ContentSignature(PeekedStream(stream, count: ContentSignature.length).head) == .database(isCase: true)
    }
  }
}
