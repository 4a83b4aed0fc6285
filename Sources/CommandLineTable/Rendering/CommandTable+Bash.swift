extension CommandTable {
  func bashCompletions() -> String {
    let function = "_" + program.map { $0 == "-" ? "_" : String($0) }.joined()
    let paths = completionPaths.dropFirst().map { shellQuoted(" \($0)") }
    return """
      # bash completion of \(program); made from its command table
      \(function)() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path="" words="" i
        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
          case "$path ${COMP_WORDS[i]}" in
            \(paths.isEmpty ? "' '" : paths.joined(separator: " | "))) path="$path ${COMP_WORDS[i]}" ;;
          esac
        done
        case "$path $prev" in
      \(bashValues().joined(separator: "\n"))
        esac
        case "$path" in
      \(completionPaths.map(bashWords).joined(separator: "\n"))
        esac
        if [[ $cur != -* ]]; then mapfile -t COMPREPLY < <(compgen -f -- "$cur"); fi
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$cur")
      }
      complete -o filenames -F \(function) \(program)

      """
  }

  /// Cases of the word before the cursor: an option whose value is being written.
  private func bashValues() -> [String] {
    completionPaths.flatMap { path in
      completionOptions(of: path).filter { !$0.isFlag }.map { option in
        let patterns = option.spellings.map { shellQuoted("\(path.isEmpty ? "" : " \(path)") \($0)") }
        let source = option.choices.isEmpty ? "-f" : "-W \(shellQuoted(option.choices.joined(separator: " ")))"
        let fill = "mapfile -t COMPREPLY < <(compgen \(source) -- \"$cur\")"
        return "    \(patterns.joined(separator: " | "))) \(fill); return ;;"
      }
    }
  }

  private func bashWords(_ path: String) -> String {
    let options = completionOptions(of: path).map { "--\($0.long)" } + ["--help"]
    let words = (completionWords(of: path) + options).joined(separator: " ")
    return "    \(shellQuoted(path.isEmpty ? "" : " \(path)"))) words=\(shellQuoted(words)) ;;"
  }
}
