import Dialects
import Foundation
import YAMLDocument

/// `lostwrite.yaml`: what an application calls things.
struct Configuration {
  /// Spellings of keys by their meaning, in the order of the file.
  var keys: [(meaning: String, spellings: [String])]

  /// Reads a file.
  ///
  /// - Throws: `ConfigurationFault` with everything that is wrong in it.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationFault(description: "error: cannot read the configuration '\(path)'")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigurationFault(description: "error: the configuration '\(path)' is not UTF-8 text")
    }
    try self.init(text: text, file: path)
  }

  init(text: String, file: String) throws {
    let root: YAMLNode
    do throws(YAMLFault) {
      root = try YAMLNode.parse(text, file: file)
    } catch {
      throw ConfigurationFault(description: error.description)
    }
    var reader = YAMLMapReader(root, allowed: ["keys"])
    let pairs = reader.pairs("keys") ?? []
    var faults = reader.faults
    keys = []
    if let node = root["keys"], !pairs.isEmpty {
      var meanings = YAMLMapReader(node, allowed: pairs.map(\.key))
      for (meaning, _) in pairs { keys.append((meaning, meanings.strings(meaning))) }
      faults += meanings.faults
      do throws(DialectFaults) { _ = try KeyMapping(node) } catch { faults += error.faults }
    }
    guard faults.isEmpty else {
      throw ConfigurationFault(description: faults.map(\.description).joined(separator: "\n"))
    }
  }
}

/// What is wrong with a configuration, as it is printed.
struct ConfigurationFault: Error, Equatable, CustomStringConvertible {
  let description: String
}
