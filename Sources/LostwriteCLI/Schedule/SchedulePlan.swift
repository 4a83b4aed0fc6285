/// The texts that start `lostwrite nightly` each day.
struct SchedulePlan {
  /// Absolute, as all paths here.
  let program: String
  let config: String
  /// Of service and timer.
  let name: String
  let time: (hour: Int, minute: Int)

  /// A oneshot service (systemd.service(5)).
  var service: String {
    """
    [Unit]
    Description=lostwrite: lost writes and stale tokens in the logs since the last run
    Documentation=man:lostwrite(1)

    [Service]
    Type=oneshot
    ExecStart=\(Self.systemdWord(program, isProgram: true)) nightly --config \(Self.systemdWord(config))
    # 75: another run is at work. Add 1 where open findings are no failure of the service.
    SuccessExitStatus=75
    # Secrets for notify.webhook.url-env belong into a file that only the service can read:
    # EnvironmentFile=/etc/lostwrite.env
    Nice=10
    IOSchedulingClass=idle
    UMask=0077
    NoNewPrivileges=yes

    """
  }

  /// Runs the service each day; a run that the machine slept through is made up for.
  var timer: String {
    """
    [Unit]
    Description=lostwrite, each day

    [Timer]
    OnCalendar=*-*-* \(Self.two(time.hour)):\(Self.two(time.minute)):00
    Persistent=true
    Unit=\(name).service

    [Install]
    WantedBy=timers.target

    """
  }

  /// A line for a crontab; ends with a line break.
  ///
  /// - Throws: `ScheduleFault` where a path holds what no crontab can.
  func crontabLine() throws -> String {
    for path in [program, config] where path.contains(where: \.isNewline) {
      throw ScheduleFault.lineBreak(path)
    }
    return "\(time.minute) \(time.hour) * * * \(Self.cronWord(program)) nightly --config \(Self.cronWord(config))\n"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// A word of a command line of systemd: `%` starts a specifier, `$` a variable (not in the program's path), and
  /// within quotes a backslash escapes as in C (systemd.syntax(7), systemd.service(5)).
  static func systemdWord(_ text: String, isProgram: Bool = false) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%%"
      case "$": out += isProgram ? "$" : "$$"
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case let scalar where scalar.value < 0x20 || scalar.value == 0x7f:
        let hex = String(scalar.value, radix: 16)
        out += "\\x" + (hex.count < 2 ? "0" : "") + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return "\"\(out)\""
  }

  /// A word for the shell within a crontab, where `%` would end the command (crontab(5)).
  static func cronWord(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''").replacing("%", with: "\\%") + "'"
  }
}

/// Why a schedule cannot be written.
struct ScheduleFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func lineBreak(_ path: String) -> ScheduleFault {
    let shown = path.replacing("\n", with: "\\n").replacing("\r", with: "\\r")
    return .init(description: "a crontab cannot name '\(shown)': it holds a line break; use '--systemd' or rename it")
  }
}
