import Foundation
import Reporting

/// Text for a terminal: what is longer than its screen goes to a pager.
final class PagedOutput {
  private let command: String
  private let console: Console
  private let screen: (rows: Int, columns: Int)
  /// What is held back while it may fit on the screen.
  private var waiting = ""
  private var usedRows = 0
  private var pager: PagerProcess?
  private var isDecided = false

  /// Nil where no pager is wanted, or none could be used.
  init?(_ console: Console) {
    guard console.outIsTerminal, console.usesPager, let rows = console.rows, let columns = console.columns,
      let command = Self.command(console.environment)
    else { return nil }
    self.console = console
    self.command = command
    screen = (rows, columns)
  }

  func add(_ text: String) throws {
    if isDecided { return try write(text) }
    waiting += text
    usedRows += rows(of: text)
    // The prompt takes the last row.
    guard usedRows >= screen.rows else { return }
    pager = PagerProcess(command, environment: console.environment)
    try flush()
  }

  /// Writes what is still held back.
  func flush() throws {
    isDecided = true
    let text = waiting
    waiting = ""
    if !text.isEmpty { try write(text) }
  }

  /// Waits until the pager has ended.
  func waitForReader() { pager?.finish() }

  private func write(_ text: String) throws {
    if let pager { try pager.write(text) } else { try console.out(text) }
  }

  /// Rows of the screen that lines take; long ones take several.
  private func rows(of text: String) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().reduce(0) { rows, line in
      let plain = line.contains("\u{1b}") ? line.replacing(/\u{1b}\[[0-9;]*m/, with: "") : line
      return rows + max(1, (VisibleText.width(String(plain)) + screen.columns - 1) / screen.columns)
    }
  }

  /// The pager to use: `LOSTWRITE_PAGER`, else `PAGER`, else `less`; nil for none. An empty variable, or `cat`, asks for
  /// none.
  private static func command(_ environment: [String: String]) -> String? {
    guard let terminal = environment["TERM"], !["", "dumb"].contains(terminal) else { return nil }
    let command = environment["LOSTWRITE_PAGER"] ?? environment["PAGER"] ?? "less -FRX"
    guard !["", "cat"].contains(command), isInstalled(command, environment["PATH"] ?? "") else { return nil }
    return command
  }

  /// Whether the program that a line for the shell starts with exists. Better no pager than no report.
  private static func isInstalled(_ command: String, _ path: String) -> Bool {
    guard let word = command.split(separator: " ").first.map(String.init) else { return false }
    // Quotes, variables and the like are the shell's business.
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    guard isPlain else { return true }
    let isBuiltin = ["exec", "command"].contains(word)
    let folders = word.contains("/") ? [""] : path.split(separator: ":").map { $0 + "/" }
    return isBuiltin || folders.contains { access($0 + word, X_OK) == 0 }
  }
}
