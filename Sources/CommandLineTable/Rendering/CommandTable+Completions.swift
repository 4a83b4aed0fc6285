/// A shell that completions can be made for.
public enum Shell: String, Sendable, CaseIterable {
  case bash
  case zsh
  case fish
}

extension CommandTable {
  /// The completion script of a shell, to be sourced or put where the shell looks for completions.
  public func completions(for shell: Shell) -> String {
    switch shell {
    case .bash: bashCompletions()
    case .zsh: zshCompletions()
    case .fish: fishCompletions()
    }
  }

  /// Every command and group, the program itself (empty) first.
  var completionPaths: [String] {
    var paths = [""]
    var next = 0
    while next < paths.count {
      paths += children(of: paths[next]).map(\.name)
      next += 1
    }
    return paths
  }

  func completionOptions(of path: String) -> [OptionDefinition] {
    options(of: path).filter { !$0.isHidden }
  }

  /// The last words of the commands below a path.
  func completionWords(of path: String) -> [String] {
    children(of: path).map { $0.name.split(separator: " ").last.map(String.init) ?? $0.name }
  }
}

extension OptionDefinition {
  /// Whether the value is the name of a file or folder.
  var takesFile: Bool {
    ["FILE", "DIR", "PATH"].contains(valueName)
  }

  /// The spellings of the option: `--out`, `-o`.
  var spellings: [String] {
    ["--\(long)"] + [short.map { "-\($0)" }].compactMap { $0 }
  }
}

/// Quotes text for a shell as one word.
func shellQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
