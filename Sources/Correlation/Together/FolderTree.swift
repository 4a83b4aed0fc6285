import CaseStore
import Model

/// Which anchors of deployments lie in which folders, so that other logs can be put to the nearest.
struct FolderTree {
  /// What lies in a folder or below it.
  private struct Content {
    var anchors: Set<Int32> = []
    var roles: [Int32: Set<SourceRole>] = [:]
  }

  /// The anchors in the nearest folder that has any.
  struct Nearest {
    var anchors: Set<Int32> = []
    /// Whether there is just one, and what lies there speaks for it.
    var isFree = false
  }

  private var contents: [Substring: Content] = [:]

  /// - Parameters:
  ///   - sources: all sources.
  ///   - anchor: the anchor that a source is tied to; nil for none.
  init(_ sources: [SourceRow], anchor: (Int32) -> Int32?) {
    for source in sources {
      guard let anchor = anchor(source.source) else { continue }
      for folder in Self.folders(of: source.path) {
        contents[folder, default: Content()].anchors.insert(anchor)
        contents[folder, default: Content()].roles[anchor, default: []].insert(source.role)
      }
    }
  }

  /// What lies nearest to a source. Standard input lies at the top, beside all folders.
  func nearest(to source: SourceRow) -> Nearest {
    guard let content = Self.folders(of: source.path).lazy.compactMap({ contents[$0] }).first else { return Nearest() }
    guard content.anchors.count == 1, let only = content.anchors.first else { return Nearest(anchors: content.anchors) }
    let roles = content.roles[only] ?? []
    // Where its sync server lies, lies what belongs to it; a folder of one kind of logs holds those of several.
    let isItsFolder = roles.contains(.syncServer) && source.role != .syncServer
    return Nearest(anchors: content.anchors, isFree: isItsFolder || !roles.contains(source.role))
  }

  /// The folders and archives that a path lies in, the nearest first; the last is the one that holds everything.
  private static func folders(of path: String) -> [Substring] {
    var folders: [Substring] = []
    var rest = path[...]
    while let end = rest.lastIndex(where: { $0 == "/" || $0 == "!" }) {
      folders.append(rest[...end])
      rest = rest[..<end]
    }
    return folders + [""]
  }
}
