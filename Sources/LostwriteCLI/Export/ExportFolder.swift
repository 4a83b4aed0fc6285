import Foundation

/// A folder that appears with all of its files, or not at all.
struct ExportFolder {
  private let path: String

  /// Makes a folder.
  ///
  /// - Parameters:
  ///   - path: A folder that does not exist, or is empty.
  ///   - fill: Writes its files.
  /// - Throws: `ExportFault` for one that cannot be made; what `fill` throws.
  static func make(_ path: String, _ fill: (ExportFolder) throws -> Void) throws {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      let content = try? files.contentsOfDirectory(atPath: path)
      guard let content else { throw ExportFault.notAFolder(path) }
      guard content.isEmpty else { throw ExportFault.notEmpty(path) }
    }
    let partial = "\(path).\(getpid()).partial"
    guard mkdir(partial, 0o777) == 0 else { throw ExportFault.cannotMake(path, errno) }
    do {
      try fill(ExportFolder(path: partial))
    } catch {
      try? files.removeItem(atPath: partial)
      throw error
    }
    // Takes the place of an empty folder.
    guard rename(partial, path) == 0 else {
      let fault = ExportFault.cannotMake(path, errno)
      try? files.removeItem(atPath: partial)
      throw fault
    }
  }

  func write(_ name: String, _ body: ((String) throws -> Void) throws -> Void) throws {
    try ReportFile.write(to: "\(path)/\(name)", body)
  }

  func copy(_ source: String, as name: String) throws {
    do {
      try FileManager.default.copyItem(atPath: source, toPath: "\(path)/\(name)")
    } catch {
      throw ExportFault.cannotCopy(source, error)
    }
  }
}

/// Why a folder cannot be made.
struct ExportFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func notAFolder(_ path: String) -> ExportFault {
    .init(description: "cannot export to '\(path)': it is not a folder; name a new one")
  }
  static func notEmpty(_ path: String) -> ExportFault {
    .init(
      description: "cannot export to '\(path)': it is not empty, and nothing in it shall be lost; name a new folder")
  }
  static func cannotMake(_ path: String, _ errorNumber: Int32) -> ExportFault {
    .init(description: "cannot make the folder '\(path)': \(String(cString: strerror(errorNumber)))")
  }
  static func cannotCopy(_ path: String, _ error: any Error) -> ExportFault {
    .init(description: "cannot copy '\(path)': \((error as NSError).localizedDescription)")
  }
}
