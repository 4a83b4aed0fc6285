/// Something that could not be read, or was left out.
public struct InputProblem: Error, Sendable, Equatable {
  /// The display path that it is about.
  public let path: String
  /// What is wrong, why, and what to do.
  public let message: String
  /// False for a mere note: what was left out is no log.
  public let isError: Bool

  static func missing(_ path: String, reason: String) -> InputProblem {
    InputProblem(path: path, message: "cannot read '\(path)': \(reason)", isError: true)
  }
  static func unspeakable(_ name: String, in directory: String) -> InputProblem {
    InputProblem(
      path: directory, message: "cannot read a file in '\(directory)' whose name is not UTF-8 ('\(name)'); rename it",
      isError: true)
  }
  static func converted(_ path: String) -> InputProblem {
    InputProblem(
      path: path, message: "'\(path)' is UTF-16 and read as UTF-8; places of its records are those in UTF-8",
      isError: false)
  }
  static func emptyDirectory(_ path: String) -> InputProblem {
    InputProblem(path: path, message: "no files in '\(path)'", isError: true)
  }
  static func leftOut(_ count: Int, of what: String, in path: String) -> InputProblem {
    InputProblem(path: path, message: "left out \(count) \(what) in '\(path)'", isError: false)
  }
  static func ownFile(_ path: String, _ what: String) -> InputProblem {
    InputProblem(
      path: path, message: "'\(path)' is \(what), not a log; give the files that the programs wrote", isError: true)
  }
  static func unsupported(_ path: String, _ name: String) -> InputProblem {
    InputProblem(
      path: path, message: "'\(path)' is a \(name) archive, which is not read; unpack it first", isError: true)
  }
  static func tooDeep(_ path: String, depth: Int) -> InputProblem {
    InputProblem(
      path: path, message: "'\(path)' stands in more than \(depth) archives inside each other; unpack it first",
      isError: true)
  }
  static func encrypted(_ path: String) -> InputProblem {
    InputProblem(path: path, message: "'\(path)' is encrypted; decrypt it first", isError: true)
  }
  /// A fault that ended the reading of `path`.
  public static func fault(_ path: String, _ fault: ReadFault) -> InputProblem {
    InputProblem(path: path, message: "cannot read '\(path)' to its end: \(fault)", isError: true)
  }
}
