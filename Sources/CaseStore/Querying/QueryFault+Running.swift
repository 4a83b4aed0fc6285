import Spelling

extension QueryFault {
  /// A fault of a function or of the arithmetic; those of our own functions begin with their name.
  static func whileRunning(_ sql: String, reason: String) -> QueryFault {
    let name = reason.prefix { $0 != ":" }
    let isOurs = QueryFunctions.names.contains(String(name))
    let call = isOurs ? sql.lowercased().utf8Offset(of: name + "(") : nil
    return .init(message: reason, sql: sql, offset: call)
  }

  static func outOfTime(_ sql: String, _ seconds: Double) -> QueryFault {
    let shown = seconds.rounded() == seconds ? String(Int64(seconds)) : String(seconds)
    return .init(
      message: "the query was stopped after \(shown) s of computing", sql: sql,
      help: "ask for less, or give more time: --timeout SECONDS (0 for any)")
  }

  static func cancelled(_ sql: String) -> QueryFault { .init(message: "the query was stopped", sql: sql) }

  static func outOfMemory(_ sql: String, _ bytes: Int64?) -> QueryFault {
    let limit = bytes.map { "more than \(size($0)) of memory" } ?? "more memory than there is"
    return .init(
      message: "the query needs \(limit)", sql: sql,
      help: "ask for less, or give more: --max-memory SIZE (for example 4G; 0 for any)")
  }

  static func valueTooLong(_ sql: String, _ bytes: Int64?) -> QueryFault {
    let limit = bytes.map { "longer than \(size($0))" } ?? "too long"
    return .init(
      message: "a value of the query is \(limit)", sql: sql,
      help: "a quarter of --max-memory is allowed for one value; ask for less, or give more")
  }

  /// `512 MiB` where it is that, else bytes.
  private static func size(_ bytes: Int64) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
    var (number, unit) = (bytes, 0)
    while number >= 1_024, number % 1_024 == 0, unit < units.count - 1 { (number, unit) = (number / 1_024, unit + 1) }
    return "\(number) \(units[unit])"
  }
}

extension QueryFault {
  static func namelessParameter(_ sql: String) -> QueryFault {
    .init(
      message: "a parameter has no name", sql: sql, offset: sql.utf8Offset(of: "?"),
      help: "write :name instead of ?, and give its value with -p name=VALUE")
  }

  static func missingParameter(_ name: String, sql: String) -> QueryFault {
    .init(
      message: "parameter '\(name)' has no value", sql: sql, offset: sql.utf8Offset(of: name[...]),
      help: "give one: -p \(name.dropFirst())=VALUE (NULL: -p \(name.dropFirst()):null=)")
  }

  static func unknownParameter(_ name: String, known: [String], sql: String) -> QueryFault {
    let nearest = EditDistance.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
    let list = known.isEmpty ? "it has none" : "it has: \(known.joined(separator: ", "))"
    return .init(message: "the query has no parameter '\(name)'", sql: sql, help: nearest ?? list)
  }
}

extension String {
  /// UTF-8 bytes before the first place of a text.
  fileprivate func utf8Offset(of text: Substring) -> Int? {
    firstRange(of: text).map { utf8.distance(from: utf8.startIndex, to: $0.lowerBound) }
  }
}
