/// Something that was given and could not be read, so that no source stands for it.
public struct UnreadInput: Sendable, Equatable {
  /// As it was given, or within the archive or folder that was given.
  public var path: String
  /// `cannot read 'secret.log': Permission denied`
  public var message: String

  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }
}

extension CaseFile {
  /// Remembers what a run could not read, in place of what the run before could not: a report is passed on without the
  /// errors of the run that made it.
  ///
  /// - Parameter inputs: All of it; what was read in part is a source with a note and need not be left out here.
  /// - Throws: `StoreError` when the case cannot be written.
  public func noteUnread(_ inputs: [UnreadInput]) throws(StoreError) {
    try database.execute("DELETE FROM facts WHERE name = 'unread'")
    let insert = try database.prepare(
      """
      INSERT INTO facts (name, value) VALUES ('unread', json_array(json_array(?1, ?2)))
      ON CONFLICT (name) DO UPDATE SET value = json_insert(value, '$[#]', json_array(?1, ?2))
      """)
    for input in inputs {
      insert.bind(1, input.path)
      insert.bind(2, input.message)
      try insert.run()
    }
  }

  /// What the last run could not read at all, by path.
  ///
  /// - Throws: `StoreError` when the case cannot be read.
  func unreadInputs(limit: Int) throws(StoreError) -> Cut<UnreadInput> {
    let rows = try database.prepare(
      """
      SELECT DISTINCT json_extract(i.value, '$[0]') AS path, json_extract(i.value, '$[1]')
      FROM facts f, json_each(f.value) i
      WHERE f.name = 'unread' AND json_extract(i.value, '$[0]') NOT IN (SELECT path FROM source_rows) ORDER BY 1, 2
      """)
    return try rows.cut(limit) { UnreadInput(path: $0.text(0) ?? "", message: $0.text(1) ?? "") }
  }
}
