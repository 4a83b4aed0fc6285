extension CommandTable {
  func zshCompletions() -> String {
    let function = "_" + program.map { $0 == "-" ? "_" : String($0) }.joined()
    let paths = completionPaths.dropFirst().map { shellQuoted(" \($0)") }
    return """
      #compdef \(program)
      # zsh completion of \(program); made from its command table
      \(function)() {
        local path_=""
        local -a commands options
        local i
        for ((i = 2; i < CURRENT; i++)); do
          case "$path_ ${words[i]}" in
            \(paths.isEmpty ? "' '" : paths.joined(separator: " | "))) path_="$path_ ${words[i]}" ;;
          esac
        done
        case "$path_ ${words[CURRENT-1]}" in
      \(zshValues().joined(separator: "\n"))
        esac
        case "$path_" in
      \(completionPaths.map(zshWords).joined(separator: "\n"))
        esac
        if [[ $PREFIX == -* ]]; then _describe option options; return; fi
        (( ${#commands} )) && _describe command commands
        _files
      }
      if [[ ${funcstack[1]} == \(function) ]]; then \(function) "$@"; else compdef \(function) \(program); fi

      """
  }

  private func zshValues() -> [String] {
    completionPaths.flatMap { path in
      completionOptions(of: path).filter { !$0.isFlag }.map { option in
        let patterns = option.spellings.map { shellQuoted("\(path.isEmpty ? "" : " \(path)") \($0)") }
        let fill = option.choices.isEmpty ? "_files" : "compadd -- \(option.choices.joined(separator: " "))"
        return "    \(patterns.joined(separator: " | "))) \(fill); return ;;"
      }
    }
  }

  private func zshWords(_ path: String) -> String {
    let commands = zip(completionWords(of: path), children(of: path)).map { shellQuoted("\($0):\($1.summary)") }
    let options = completionOptions(of: path).map { shellQuoted("--\($0.long):\($0.summary)") }
    return """
          \(shellQuoted(path.isEmpty ? "" : " \(path)")))
            commands=(\(commands.joined(separator: " ")))
            options=(\(options.joined(separator: " ")) '--help:Print help.') ;;
      """
  }
}
