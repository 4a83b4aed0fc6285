# fish completion of lostwrite; made from its command table
# True when the command words so far are exactly the given ones.
function __lostwrite_at
  set -l path
  for word in (commandline -opc)[2..-1]
    switch (string join ' ' -- $path $word)
      case 'analyze' 'report' 'query' 'rules' 'completions' 'man' 'rules test' 'rules list'
        set -a path $word
    end
  end
  test "$path" = "$argv"
end
complete -c lostwrite -f
complete -c lostwrite -n '__lostwrite_at' -a analyze -d 'Read logs into a case, judge every write, run the rules and report.'
complete -c lostwrite -n '__lostwrite_at' -a report -d 'Print the report of a case again.'
complete -c lostwrite -n '__lostwrite_at' -a query -d 'Ask a case in SQL; nothing but reading is possible.'
complete -c lostwrite -n '__lostwrite_at' -a rules -d 'Look at rules and run their tests.'
complete -c lostwrite -n '__lostwrite_at' -a completions -d 'Print the completions of a shell.'
complete -c lostwrite -n '__lostwrite_at' -a man -d 'Print the manual page in roff.'
complete -c lostwrite -n '__lostwrite_at' -a help -d 'Print the help of a command.'
complete -c lostwrite -n '__lostwrite_at; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at; and not __fish_contains_opt version' -l version -d 'Print the version.'
complete -c lostwrite -n '__lostwrite_at; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at analyze' -F
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt -s c case' -l case -s c -r -F -d 'The SQLite file that is made or added to; its key for fingerprints is kept beside it in FILE.key.'
complete -c lostwrite -n '__lostwrite_at analyze' -l rules -r -F -d 'A folder of rule packs; its files replace those of the same path in lostwrite itself.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt config' -l config -r -F -d 'A YAML file that maps the application'\''s own keys, for example '\''keys: {client: [deviceRef]}'\''.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt keep-text' -l keep-text -x -a 'notable all none' -d 'Which records keep their masked text in the case.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt -s j threads' -l threads -s j -x -d 'How many threads read; any number gives the same report.'
complete -c lostwrite -n '__lostwrite_at analyze' -l format -s f -x -a 'text json html markdown sarif junit csv-findings csv-writes' -d 'A form of the report, and the file that it is written to; one form may go without a file.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt -s o output' -l output -s o -r -F -d 'Where the form without a file of its own is written.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt fail-on' -l fail-on -x -a 'info low medium high critical never' -d 'End with status 1 from this severity on.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt since' -l since -x -d 'Leave out findings and writes that ended before: 2026-10-21, '\''2026-10-21 00:44'\'' or RFC 3339.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt until' -l until -x -d 'Leave out findings and writes that began at this moment or later.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt strict' -l strict -d 'End with status 3 when nothing was found but bytes were not parsed or writes are unknown.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at analyze; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at report' -F
complete -c lostwrite -n '__lostwrite_at report' -l format -s f -x -a 'text json html markdown sarif junit csv-findings csv-writes' -d 'A form of the report, and the file that it is written to; one form may go without a file.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt -s o output' -l output -s o -r -F -d 'Where the form without a file of its own is written.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt fail-on' -l fail-on -x -a 'info low medium high critical never' -d 'End with status 1 from this severity on.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt since' -l since -x -d 'Leave out findings and writes that ended before: 2026-10-21, '\''2026-10-21 00:44'\'' or RFC 3339.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt until' -l until -x -d 'Leave out findings and writes that began at this moment or later.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt strict' -l strict -d 'End with status 3 when nothing was found but bytes were not parsed or writes are unknown.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at report; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at query' -F
complete -c lostwrite -n '__lostwrite_at query; and not __fish_contains_opt -s f format' -l format -s f -x -a 'table csv json' -d 'How rows are written: an aligned table, CSV (RFC 4180) or a JSON array.'
complete -c lostwrite -n '__lostwrite_at query; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at query; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at query; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at query; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at rules' -a test -d 'Run the tests that rule files carry.'
complete -c lostwrite -n '__lostwrite_at rules' -a list -d 'List the rules: severity, kind, id, title, file.'
complete -c lostwrite -n '__lostwrite_at rules; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at rules; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at rules; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at rules; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at completions' -a 'bash zsh fish' -d 'The shell.'
complete -c lostwrite -n '__lostwrite_at completions; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at completions; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at completions; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at completions; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at man; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at man; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at man; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at man; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at rules test' -F
complete -c lostwrite -n '__lostwrite_at rules test; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at rules test; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at rules test; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at rules test; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
complete -c lostwrite -n '__lostwrite_at rules list' -l rules -r -F -d 'A folder of rule packs; its files replace those of the same path in lostwrite itself.'
complete -c lostwrite -n '__lostwrite_at rules list; and not __fish_contains_opt -s q quiet' -l quiet -s q -d 'Print no progress and no notes; warnings and errors stay.'
complete -c lostwrite -n '__lostwrite_at rules list; and not __fish_contains_opt color' -l color -x -a 'auto always never' -d 'Whether the report is coloured; auto is on a terminal without NO_COLOR.'
complete -c lostwrite -n '__lostwrite_at rules list; and not __fish_contains_opt no-pager' -l no-pager -d 'Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal.'
complete -c lostwrite -n '__lostwrite_at rules list; and not __fish_contains_opt -s h help' -l help -s h -d 'Print help.'
