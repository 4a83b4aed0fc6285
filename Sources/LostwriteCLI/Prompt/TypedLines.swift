import CLineEditing
import Foundation

/// Where the lines of a prompt come from.
protocol LineSource: AnyObject {
  /// Waits for a line.
  func next(prompt: String) -> TypedLine
  /// Keeps an entry for the next time.
  func remember(_ entry: String)
}

enum TypedLine: Equatable {
  case text(String)
  /// Ctrl-C: what was typed so far is given up.
  case cancelled
  case end
}

/// Lines out of a file or a pipe.
final class PipedLines: LineSource {
  func next(prompt: String) -> TypedLine { readLine(strippingNewline: true).map(TypedLine.text) ?? .end }
  func remember(_ entry: String) {}
}

/// Lines that are typed and edited at a terminal, with those of earlier times behind the arrow keys.
final class EditedLines: LineSource {
  private let editor: OpaquePointer
  private let historyPath: String?
  private static let remembered: Int32 = 1_000

  /// Nil where there is no memory.
  ///
  /// - Parameter historyPath: where entries are kept; nil for nowhere.
  init?(historyPath: String?) {
    guard let editor = lw_line_editor_open("lostwrite", historyPath, Self.remembered) else { return nil }
    self.editor = editor
    self.historyPath = historyPath
  }

  deinit { lw_line_editor_close(editor) }

  func next(prompt: String) -> TypedLine {
    var text: UnsafePointer<CChar>?
    switch lw_line_editor_read(editor, prompt, &text) {
    case LW_LINE_TEXT:
      let line = text.map { String(cString: $0) } ?? ""
      return .text(line.hasSuffix("\n") ? String(line.dropLast()) : line)
    case LW_LINE_CANCELLED: return .cancelled
    default: return .end
    }
  }

  /// As in shells, what begins with a space is not kept.
  func remember(_ entry: String) {
    guard !entry.hasPrefix(" ") else { return }
    lw_line_editor_remember(editor, entry)
    // At once, so that nothing is lost when the terminal is closed; a history is not worth a message.
    if let historyPath { _ = lw_line_editor_save(editor, historyPath) }
  }
}

/// The file that keeps what was typed.
enum PromptHistory {
  /// Its path, in a folder that is made when it is missing; nil where that is impossible.
  static func path(_ environment: [String: String]) -> String? {
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local/state" : nil }
    guard let parent = state ?? home else { return nil }
    let folder = parent + "/lostwrite"
    try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return nil }
    return folder + "/sql-history"
  }
}
