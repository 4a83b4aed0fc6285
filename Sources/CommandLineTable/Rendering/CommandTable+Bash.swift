extension CommandTable {
  func bashCompletions() -> String {
    let paths = completionPaths.dropFirst().map { shellQuoted(" \($0)") }
    return """
      # bash completion of \(program); made from its command table
      \(completionFunction)() {
        local words=() n=0 i word
        COMPREPLY=()
        # bash parts words at '='; here they are put together again.
        for ((i = 0; i <= COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          if ((i > 1)) && [[ $word == = || ${COMP_WORDS[i - 1]} == = ]]; then
            words[n - 1]+=$word
          else
            words[n]=$word
            n=$((n + 1))
          fi
        done
        # The command so far, the option whose value comes next, the options given, and how many arguments.
        local path="" option="" used=" " arguments=0
        for ((i = 1; i < n - 1; i++)); do
          word=${words[i]}
          if [[ -n $option ]]; then
            option=""
            continue
          fi
          case "$path $word" in
            \(paths.isEmpty ? "' '" : paths.joined(separator: " | "))) path="$path $word" ;;
      \(completionPaths.flatMap(bashSeen).joined(separator: "\n"))
            *" -"*) ;;
            *) arguments=$((arguments + 1)) ;;
          esac
        done
        local cur=${words[n - 1]} before="" offer="" files=0
        if [[ -z $option && $cur == --*=* ]]; then
          option=${cur%%=*}
          before=$option=
          cur=${cur#*=}
        fi
        if [[ -n $option ]]; then
          case "$path $option" in
      \(completionPaths.flatMap(bashValues).joined(separator: "\n"))
          esac
        else
          case "$path" in
      \(completionPaths.map(bashWords).joined(separator: "\n"))
          esac
        fi
        mapfile -t COMPREPLY < <(
          compgen -W "$offer" -- "$cur" || :
          if ((files)); then compgen -f -- "$cur" || :; fi
        )
        # Only what stands behind the last '=' is replaced, unless it does not part words.
        if [[ ${COMP_WORDBREAKS-} != *=* ]]; then COMPREPLY=("${COMPREPLY[@]/#/$before}"); fi
      }
      complete -o filenames -F \(completionFunction) \(program)

      """
  }

  private func bashPattern(_ path: String, _ option: OptionDefinition) -> String {
    option.spellings.map { shellQuoted("\(path.isEmpty ? "" : " \(path)") \($0)") }.joined(separator: " | ")
  }

  /// Cases of an option that stands before the cursor.
  private func bashSeen(_ path: String) -> [String] {
    completionOptions(of: path).map { option in
      let value = option.isFlag ? "" : " option=--\(option.long)"
      let used = option.isRepeatable ? "" : " used+=\"--\(option.long) \""
      let both = [value, used].filter { !$0.isEmpty }.joined(separator: ";")
      return "      \(bashPattern(path, option)))\(both) ;;"
    }
  }

  /// Cases of an option whose value is being written.
  private func bashValues(_ path: String) -> [String] {
    completionOptions(of: path).filter { !$0.isFlag }.map { option in
      let offer = "offer=\(shellQuoted(option.choices.joined(separator: " ")))"
      let fill =
        switch (option.choices.isEmpty, option.choicesTakeFile) {
        case (true, _): option.takesFile ? "files=1" : ""
        case (false, false): offer
        case (false, true):
          "if [[ $cur == *=* ]]; then before+=${cur%%=*}=; cur=${cur#*=}; files=1; else \(offer); fi"
        }
      return "      \(bashPattern(path, option))) \(fill) ;;"
    }
  }

  private func bashWords(_ path: String) -> String {
    let options = completionOptions(of: path).map { "--\($0.long)" }.joined(separator: " ")
    return """
          \(shellQuoted(path.isEmpty ? "" : " \(path)")))
            if [[ $cur == -* ]]; then
              for word in \(options); do [[ $used == *" $word "* ]] || offer+="$word "; done
            else
              \(bashArguments(path))
            fi ;;
      """
  }

  /// What the next argument of a command can be; below a group, its commands.
  private func bashArguments(_ path: String) -> String {
    guard let command = command(path), !isGroup(path) else {
      return "offer=\(shellQuoted(completionWords(of: path).map(\.word).joined(separator: " ")))"
    }
    let cases = command.arguments.enumerated().compactMap { index, argument -> String? in
      let isLast = index == command.arguments.count - 1
      let pattern = argument.isRepeatable && isLast ? "*" : "\(index)"
      if !argument.choices.isEmpty {
        return "\(pattern)) offer=\(shellQuoted(argument.choices.joined(separator: " "))) ;;"
      }
      return argument.takesFile ? "\(pattern)) files=1 ;;" : nil
    }
    return cases.isEmpty ? ":" : "case $arguments in \(cases.joined(separator: " ")) esac"
  }
}
