# bash completion of lostwrite; made from its command table
_lostwrite() {
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
      ' analyze' | ' report' | ' show' | ' trace' | ' why' | ' query' | ' sql' | ' schema' | ' export' | ' verify' | ' bundle' | ' merge' | ' nightly' | ' accept' | ' schedule' | ' config' | ' init' | ' rules' | ' completions' | ' man' | ' config check' | ' rules test' | ' rules list') path="$path $word" ;;
      ' --quiet' | ' -q') used+="--quiet " ;;
      ' --color') option=--color; used+="--color " ;;
      ' --no-pager') used+="--no-pager " ;;
      ' --version') used+="--version " ;;
      ' --help' | ' -h') used+="--help " ;;
      ' analyze --case' | ' analyze -c') option=--case; used+="--case " ;;
      ' analyze --rules') option=--rules ;;
      ' analyze --config') option=--config; used+="--config " ;;
      ' analyze --keep-text') option=--keep-text; used+="--keep-text " ;;
      ' analyze --threads' | ' analyze -j') option=--threads; used+="--threads " ;;
      ' analyze --format' | ' analyze -f') option=--format ;;
      ' analyze --output' | ' analyze -o') option=--output; used+="--output " ;;
      ' analyze --fail-on') option=--fail-on; used+="--fail-on " ;;
      ' analyze --since') option=--since; used+="--since " ;;
      ' analyze --until') option=--until; used+="--until " ;;
      ' analyze --strict') used+="--strict " ;;
      ' analyze --quiet' | ' analyze -q') used+="--quiet " ;;
      ' analyze --color') option=--color; used+="--color " ;;
      ' analyze --no-pager') used+="--no-pager " ;;
      ' analyze --help' | ' analyze -h') used+="--help " ;;
      ' report --format' | ' report -f') option=--format ;;
      ' report --output' | ' report -o') option=--output; used+="--output " ;;
      ' report --fail-on') option=--fail-on; used+="--fail-on " ;;
      ' report --since') option=--since; used+="--since " ;;
      ' report --until') option=--until; used+="--until " ;;
      ' report --strict') used+="--strict " ;;
      ' report --quiet' | ' report -q') used+="--quiet " ;;
      ' report --color') option=--color; used+="--color " ;;
      ' report --no-pager') used+="--no-pager " ;;
      ' report --help' | ' report -h') used+="--help " ;;
      ' show --context' | ' show -C') option=--context; used+="--context " ;;
      ' show --full') used+="--full " ;;
      ' show --source-root') option=--source-root ;;
      ' show --format' | ' show -f') option=--format; used+="--format " ;;
      ' show --quiet' | ' show -q') used+="--quiet " ;;
      ' show --color') option=--color; used+="--color " ;;
      ' show --no-pager') used+="--no-pager " ;;
      ' show --help' | ' show -h') used+="--help " ;;
      ' trace --mutation') option=--mutation ;;
      ' trace --client') option=--client ;;
      ' trace --client-group') option=--client-group ;;
      ' trace --user') option=--user ;;
      ' trace --token') option=--token ;;
      ' trace --request') option=--request ;;
      ' trace --since') option=--since; used+="--since " ;;
      ' trace --until') option=--until; used+="--until " ;;
      ' trace --limit' | ' trace -n') option=--limit; used+="--limit " ;;
      ' trace --format' | ' trace -f') option=--format; used+="--format " ;;
      ' trace --quiet' | ' trace -q') used+="--quiet " ;;
      ' trace --color') option=--color; used+="--color " ;;
      ' trace --no-pager') used+="--no-pager " ;;
      ' trace --help' | ' trace -h') used+="--help " ;;
      ' why --rules') option=--rules ;;
      ' why --source-root') option=--source-root ;;
      ' why --format' | ' why -f') option=--format; used+="--format " ;;
      ' why --quiet' | ' why -q') used+="--quiet " ;;
      ' why --color') option=--color; used+="--color " ;;
      ' why --no-pager') used+="--no-pager " ;;
      ' why --help' | ' why -h') used+="--help " ;;
      ' query --list') used+="--list " ;;
      ' query --parameter' | ' query -p') option=--parameter ;;
      ' query --format' | ' query -f') option=--format; used+="--format " ;;
      ' query --timeout') option=--timeout; used+="--timeout " ;;
      ' query --max-memory') option=--max-memory; used+="--max-memory " ;;
      ' query --quiet' | ' query -q') used+="--quiet " ;;
      ' query --color') option=--color; used+="--color " ;;
      ' query --no-pager') used+="--no-pager " ;;
      ' query --help' | ' query -h') used+="--help " ;;
      ' sql --format' | ' sql -f') option=--format; used+="--format " ;;
      ' sql --timeout') option=--timeout; used+="--timeout " ;;
      ' sql --max-memory') option=--max-memory; used+="--max-memory " ;;
      ' sql --quiet' | ' sql -q') used+="--quiet " ;;
      ' sql --color') option=--color; used+="--color " ;;
      ' sql --no-pager') used+="--no-pager " ;;
      ' sql --help' | ' sql -h') used+="--help " ;;
      ' schema --format' | ' schema -f') option=--format; used+="--format " ;;
      ' schema --quiet' | ' schema -q') used+="--quiet " ;;
      ' schema --color') option=--color; used+="--color " ;;
      ' schema --no-pager') used+="--no-pager " ;;
      ' schema --help' | ' schema -h') used+="--help " ;;
      ' export --datasette') option=--datasette; used+="--datasette " ;;
      ' export --csv') option=--csv; used+="--csv " ;;
      ' export --quiet' | ' export -q') used+="--quiet " ;;
      ' export --color') option=--color; used+="--color " ;;
      ' export --no-pager') used+="--no-pager " ;;
      ' export --help' | ' export -h') used+="--help " ;;
      ' verify --source-root') option=--source-root ;;
      ' verify --rules') option=--rules ;;
      ' verify --format' | ' verify -f') option=--format; used+="--format " ;;
      ' verify --quiet' | ' verify -q') used+="--quiet " ;;
      ' verify --color') option=--color; used+="--color " ;;
      ' verify --no-pager') used+="--no-pager " ;;
      ' verify --help' | ' verify -h') used+="--help " ;;
      ' bundle --rules') option=--rules ;;
      ' bundle --force') used+="--force " ;;
      ' bundle --quiet' | ' bundle -q') used+="--quiet " ;;
      ' bundle --color') option=--color; used+="--color " ;;
      ' bundle --no-pager') used+="--no-pager " ;;
      ' bundle --help' | ' bundle -h') used+="--help " ;;
      ' merge --case' | ' merge -c') option=--case; used+="--case " ;;
      ' merge --rules') option=--rules ;;
      ' merge --source-root') option=--source-root ;;
      ' merge --threads' | ' merge -j') option=--threads; used+="--threads " ;;
      ' merge --now') option=--now; used+="--now " ;;
      ' merge --quiet' | ' merge -q') used+="--quiet " ;;
      ' merge --color') option=--color; used+="--color " ;;
      ' merge --no-pager') used+="--no-pager " ;;
      ' merge --help' | ' merge -h') used+="--help " ;;
      ' nightly --config') option=--config; used+="--config " ;;
      ' nightly --now') option=--now; used+="--now " ;;
      ' nightly --quiet' | ' nightly -q') used+="--quiet " ;;
      ' nightly --color') option=--color; used+="--color " ;;
      ' nightly --no-pager') used+="--no-pager " ;;
      ' nightly --help' | ' nightly -h') used+="--help " ;;
      ' accept --reason') option=--reason; used+="--reason " ;;
      ' accept --until') option=--until; used+="--until " ;;
      ' accept --list') used+="--list " ;;
      ' accept --revoke') used+="--revoke " ;;
      ' accept --now') option=--now; used+="--now " ;;
      ' accept --quiet' | ' accept -q') used+="--quiet " ;;
      ' accept --color') option=--color; used+="--color " ;;
      ' accept --no-pager') used+="--no-pager " ;;
      ' accept --help' | ' accept -h') used+="--help " ;;
      ' schedule --systemd') used+="--systemd " ;;
      ' schedule --cron') used+="--cron " ;;
      ' schedule --config') option=--config; used+="--config " ;;
      ' schedule --at') option=--at; used+="--at " ;;
      ' schedule --name') option=--name; used+="--name " ;;
      ' schedule --directory') option=--directory; used+="--directory " ;;
      ' schedule --quiet' | ' schedule -q') used+="--quiet " ;;
      ' schedule --color') option=--color; used+="--color " ;;
      ' schedule --no-pager') used+="--no-pager " ;;
      ' schedule --help' | ' schedule -h') used+="--help " ;;
      ' config --quiet' | ' config -q') used+="--quiet " ;;
      ' config --color') option=--color; used+="--color " ;;
      ' config --no-pager') used+="--no-pager " ;;
      ' config --help' | ' config -h') used+="--help " ;;
      ' init --quiet' | ' init -q') used+="--quiet " ;;
      ' init --color') option=--color; used+="--color " ;;
      ' init --no-pager') used+="--no-pager " ;;
      ' init --help' | ' init -h') used+="--help " ;;
      ' rules --quiet' | ' rules -q') used+="--quiet " ;;
      ' rules --color') option=--color; used+="--color " ;;
      ' rules --no-pager') used+="--no-pager " ;;
      ' rules --help' | ' rules -h') used+="--help " ;;
      ' completions --quiet' | ' completions -q') used+="--quiet " ;;
      ' completions --color') option=--color; used+="--color " ;;
      ' completions --no-pager') used+="--no-pager " ;;
      ' completions --help' | ' completions -h') used+="--help " ;;
      ' man --quiet' | ' man -q') used+="--quiet " ;;
      ' man --color') option=--color; used+="--color " ;;
      ' man --no-pager') used+="--no-pager " ;;
      ' man --help' | ' man -h') used+="--help " ;;
      ' config check --quiet' | ' config check -q') used+="--quiet " ;;
      ' config check --color') option=--color; used+="--color " ;;
      ' config check --no-pager') used+="--no-pager " ;;
      ' config check --help' | ' config check -h') used+="--help " ;;
      ' rules test --quiet' | ' rules test -q') used+="--quiet " ;;
      ' rules test --color') option=--color; used+="--color " ;;
      ' rules test --no-pager') used+="--no-pager " ;;
      ' rules test --help' | ' rules test -h') used+="--help " ;;
      ' rules list --rules') option=--rules ;;
      ' rules list --quiet' | ' rules list -q') used+="--quiet " ;;
      ' rules list --color') option=--color; used+="--color " ;;
      ' rules list --no-pager') used+="--no-pager " ;;
      ' rules list --help' | ' rules list -h') used+="--help " ;;
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
      ' --color') offer='auto always never' ;;
      ' analyze --case' | ' analyze -c') files=1 ;;
      ' analyze --rules') files=1 ;;
      ' analyze --config') files=1 ;;
      ' analyze --keep-text') offer='notable all none' ;;
      ' analyze --threads' | ' analyze -j')  ;;
      ' analyze --format' | ' analyze -f') if [[ $cur == *=* ]]; then before+=${cur%%=*}=; cur=${cur#*=}; files=1; else offer='text json html markdown sarif junit csv-findings csv-writes'; fi ;;
      ' analyze --output' | ' analyze -o') files=1 ;;
      ' analyze --fail-on') offer='info low medium high critical never' ;;
      ' analyze --since')  ;;
      ' analyze --until')  ;;
      ' analyze --color') offer='auto always never' ;;
      ' report --format' | ' report -f') if [[ $cur == *=* ]]; then before+=${cur%%=*}=; cur=${cur#*=}; files=1; else offer='text json html markdown sarif junit csv-findings csv-writes'; fi ;;
      ' report --output' | ' report -o') files=1 ;;
      ' report --fail-on') offer='info low medium high critical never' ;;
      ' report --since')  ;;
      ' report --until')  ;;
      ' report --color') offer='auto always never' ;;
      ' show --context' | ' show -C')  ;;
      ' show --source-root') files=1 ;;
      ' show --format' | ' show -f') offer='text json' ;;
      ' show --color') offer='auto always never' ;;
      ' trace --mutation')  ;;
      ' trace --client')  ;;
      ' trace --client-group')  ;;
      ' trace --user')  ;;
      ' trace --token')  ;;
      ' trace --request')  ;;
      ' trace --since')  ;;
      ' trace --until')  ;;
      ' trace --limit' | ' trace -n')  ;;
      ' trace --format' | ' trace -f') offer='text json' ;;
      ' trace --color') offer='auto always never' ;;
      ' why --rules') files=1 ;;
      ' why --source-root') files=1 ;;
      ' why --format' | ' why -f') offer='text json' ;;
      ' why --color') offer='auto always never' ;;
      ' query --parameter' | ' query -p')  ;;
      ' query --format' | ' query -f') offer='table csv json jsonl markdown' ;;
      ' query --timeout')  ;;
      ' query --max-memory')  ;;
      ' query --color') offer='auto always never' ;;
      ' sql --format' | ' sql -f') offer='table csv json jsonl markdown' ;;
      ' sql --timeout')  ;;
      ' sql --max-memory')  ;;
      ' sql --color') offer='auto always never' ;;
      ' schema --format' | ' schema -f') offer='text json markdown' ;;
      ' schema --color') offer='auto always never' ;;
      ' export --datasette') files=1 ;;
      ' export --csv') files=1 ;;
      ' export --color') offer='auto always never' ;;
      ' verify --source-root') files=1 ;;
      ' verify --rules') files=1 ;;
      ' verify --format' | ' verify -f') offer='text json' ;;
      ' verify --color') offer='auto always never' ;;
      ' bundle --rules') files=1 ;;
      ' bundle --color') offer='auto always never' ;;
      ' merge --case' | ' merge -c') files=1 ;;
      ' merge --rules') files=1 ;;
      ' merge --source-root') files=1 ;;
      ' merge --threads' | ' merge -j')  ;;
      ' merge --now')  ;;
      ' merge --color') offer='auto always never' ;;
      ' nightly --config') files=1 ;;
      ' nightly --now')  ;;
      ' nightly --color') offer='auto always never' ;;
      ' accept --reason')  ;;
      ' accept --until')  ;;
      ' accept --now')  ;;
      ' accept --color') offer='auto always never' ;;
      ' schedule --config') files=1 ;;
      ' schedule --at')  ;;
      ' schedule --name')  ;;
      ' schedule --directory') files=1 ;;
      ' schedule --color') offer='auto always never' ;;
      ' config --color') offer='auto always never' ;;
      ' init --color') offer='auto always never' ;;
      ' rules --color') offer='auto always never' ;;
      ' completions --color') offer='auto always never' ;;
      ' man --color') offer='auto always never' ;;
      ' config check --color') offer='auto always never' ;;
      ' rules test --color') offer='auto always never' ;;
      ' rules list --rules') files=1 ;;
      ' rules list --color') offer='auto always never' ;;
    esac
  else
    case "$path" in
    '')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --version --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        offer='analyze report show trace why query sql schema export verify bundle merge nightly accept schedule config init rules completions man help'
      fi ;;
    ' analyze')
      if [[ $cur == -* ]]; then
        for word in --case --rules --config --keep-text --threads --format --output --fail-on --since --until --strict --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in *) files=1 ;; esac
      fi ;;
    ' report')
      if [[ $cur == -* ]]; then
        for word in --format --output --fail-on --since --until --strict --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' show')
      if [[ $cur == -* ]]; then
        for word in --context --full --source-root --format --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' trace')
      if [[ $cur == -* ]]; then
        for word in --mutation --client --client-group --user --token --request --since --until --limit --format --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' why')
      if [[ $cur == -* ]]; then
        for word in --rules --source-root --format --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' query')
      if [[ $cur == -* ]]; then
        for word in --list --parameter --format --timeout --max-memory --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' sql')
      if [[ $cur == -* ]]; then
        for word in --format --timeout --max-memory --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' schema')
      if [[ $cur == -* ]]; then
        for word in --format --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        :
      fi ;;
    ' export')
      if [[ $cur == -* ]]; then
        for word in --datasette --csv --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' verify')
      if [[ $cur == -* ]]; then
        for word in --source-root --rules --format --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' bundle')
      if [[ $cur == -* ]]; then
        for word in --rules --force --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' merge')
      if [[ $cur == -* ]]; then
        for word in --case --rules --source-root --threads --now --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in *) files=1 ;; esac
      fi ;;
    ' nightly')
      if [[ $cur == -* ]]; then
        for word in --config --now --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        :
      fi ;;
    ' accept')
      if [[ $cur == -* ]]; then
        for word in --reason --until --list --revoke --now --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' schedule')
      if [[ $cur == -* ]]; then
        for word in --systemd --cron --config --at --name --directory --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        :
      fi ;;
    ' config')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        offer='check'
      fi ;;
    ' init')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in *) files=1 ;; esac
      fi ;;
    ' rules')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        offer='test list'
      fi ;;
    ' completions')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) offer='bash zsh fish' ;; esac
      fi ;;
    ' man')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        :
      fi ;;
    ' config check')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' rules test')
      if [[ $cur == -* ]]; then
        for word in --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        case $arguments in 0) files=1 ;; esac
      fi ;;
    ' rules list')
      if [[ $cur == -* ]]; then
        for word in --rules --quiet --color --no-pager --help; do [[ $used == *" $word "* ]] || offer+="$word "; done
      else
        :
      fi ;;
    esac
  fi
  mapfile -t COMPREPLY < <(
    compgen -W "$offer" -- "$cur" || :
    if ((files)); then compgen -f -- "$cur" || :; fi
  )
  # Only what stands behind the last '=' is replaced, unless it does not part words.
  if [[ ${COMP_WORDBREAKS-} != *=* ]]; then COMPREPLY=("${COMPREPLY[@]/#/$before}"); fi
}
complete -o filenames -F _lostwrite lostwrite
