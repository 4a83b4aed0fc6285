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

  /// Options of a command and of every command, with those that need no definition.
  func completionOptions(of path: String) -> [OptionDefinition] {
    let version = OptionDefinition(long: "version", summary: "Print the version.")
    return options(of: path).filter { !$0.isHidden } + (path.isEmpty ? [version] : [])
      + [OptionDefinition(long: "help", short: "h", summary: "Print help.")]
  }

  /// The commands below a path, by their last words.
  func completionWords(of path: String) -> [(word: String, summary: String)] {
    let words = children(of: path).map { child in
      (child.name.split(separator: " ").last.map(String.init) ?? child.name, child.summary)
    }
    return words + (path.isEmpty && command("help") == nil ? [("help", "Print the help of a command.")] : [])
  }

  /// The name of a shell function of the program.
  var completionFunction: String { "_" + program.map { $0 == "-" ? "_" : String($0) }.joined() }
}

extension OptionDefinition {
  /// Whether the value is the name of a file or folder.
  var takesFile: Bool { ["FILE", "DIR", "PATH"].contains(valueName) }

  /// The spellings of the option: `--out`, `-o`.
  var spellings: [String] { ["--\(long)"] + [short.map { "-\($0)" }].compactMap { $0 } }
}

extension ArgumentDefinition {
  /// Whether the argument is the name of a file or folder.
  var takesFile: Bool { ["FILE", "DIR", "PATH", "CASE"].contains(name) }
}

/// Quotes text for a shell as one word.
func shellQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
