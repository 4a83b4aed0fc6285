/// Names of sources without the folder that all of them share.
public struct SourceNames: Sendable, Equatable {
  /// The shared folder with its `/`, or the shared archive with its `!`; empty where there is none.
  public let folder: String

  /// - Parameter paths: the sources of the case.
  public init(_ paths: [String]) {
    // Standard input is in no folder.
    let paths = paths.filter { $0 != "-" }
    guard var shared = paths.first.map({ Substring($0) }) else {
      folder = ""
      return
    }
    for path in paths { shared = shared.commonPrefix(with: path) }
    let end = shared.lastIndex { $0 == "/" || $0 == "!" }
    folder = end.map { String(shared[...$0]) } ?? ""
  }

  /// `api.log` of `night/logs/api.log`; a path of elsewhere stays whole.
  public func short(_ path: String) -> String {
    path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  /// A text that names one of these sources, with its short name.
  public func short(_ text: String, naming paths: [String]) -> String {
    guard !folder.isEmpty else { return text }
    return paths.reduce(text) { $0.replacing($1, with: short($1)) }
  }
}

extension Substring {
  fileprivate func commonPrefix(with other: String) -> Substring {
    var end = startIndex
    var index = other.startIndex
    while end < endIndex, index < other.endIndex, self[end] == other[index] {
      formIndex(after: &end)
      other.formIndex(after: &index)
    }
    return self[..<end]
  }
}
