import Foundation
import Model

/// The cases that are joined, in an order that does not depend on the command line.
struct MergePaths {
  /// Sorted; each file once.
  let cases: [String]

  init(_ arguments: [String]) {
    var seen: Set<String> = []
    cases = arguments.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.filter { path in
      var status = stat()
      // What is not there is told when it is opened.
      guard stat(path, &status) == 0 else { return seen.insert(path).inserted }
      return seen.insert("\(status.st_dev) \(status.st_ino)").inserted
    }
  }

  /// A name for each case: what its path has that the others' have not, without the ending.
  var labels: [String] {
    let names = SourceNames(cases)
    let short = cases.map { path in
      var name = names.short(path)
      for ending in [".db", ".case"] where name.hasSuffix(ending) && name.count > ending.count {
        name.removeLast(ending.count)
      }
      return name
    }
    return Set(short).count == short.count ? short : cases.map(names.short)
  }

  /// - Throws: `MergeFault` where the new case would replace something.
  func check(target: String) throws {
    for path in [target, target + "-journal"] where FileManager.default.fileExists(atPath: path) {
      throw MergeFault.exists(path)
    }
  }
}

/// Why cases cannot be merged.
struct MergeFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func exists(_ path: String) -> MergeFault {
    .init(description: "'\(path)' exists, and merge makes a new case; name another file with --case")
  }

  static func otherKey(_ path: String) -> MergeFault {
    .init(
      description:
        "'\(path)' exists and is not the key of the cases that are merged; name another file with --case, or "
        + "move the key away")
  }
}
