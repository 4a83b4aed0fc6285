import Model

extension ReportLoader {
  /// Explanations name the records that they rest on, so that nearly each is another text; without these places, they
  /// are a few reasons.
  func unknownReasons() throws(StoreError) -> Cut<UnknownReason> {
    let rows = try windowed(
      """
      SELECT explanation, client_id, count(*)
      FROM mutations WHERE verdict <> 'delivered' AND verdict = 'unknown' AND \(scope.holdsWrite)
      GROUP BY explanation, client_id
      """)
    let spaced = try pathsOfSeveralWords()
    var counts: [String: (writes: Int, clients: Set<String>)] = [:]
    while try rows.step() {
      let told = rows.text(0) ?? "no reason is recorded"
      let reason = PlacelessText.of(spaced.reduce(told) { $0.replacing($1.path + ":", with: $1.word + ":") })
      counts[reason, default: (0, [])].writes += rows.count(2)
      if let client = rows.text(1) { counts[reason]?.clients.insert(client) }
    }
    let reasons = counts.map { UnknownReason(explanation: $0, writes: $1.writes, clients: $1.clients.count) }
      .sorted { ($1.writes, $0.explanation) < ($0.writes, $1.explanation) }
    return Cut(Array(reasons.prefix(scope.limits.unknownReasons)), total: reasons.count)
  }

  /// Paths with spaces or parentheses, the longest first, and a word to stand for each: places are found by words.
  private func pathsOfSeveralWords() throws(StoreError) -> [(path: String, word: String)] {
    let paths = try database.prepare("SELECT DISTINCT path FROM source_rows WHERE path GLOB '*[ ()]*' ORDER BY path")
      .list { $0.text(0) ?? "" }
    return paths.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.map { path in
      (path, String(path.map { " ()".contains($0) ? "_" : $0 }))
    }
  }
}

/// An explanation without the places (`path:line`) that it names.
enum PlacelessText {
  /// - Parameter text: `last tried at zero.log:4, then its client came back (zero.log:9) and has sent it again`
  /// - Returns: `last tried, then its client came back and has sent it again`
  static func of(_ text: String) -> String {
    var words: [Substring] = []
    var open: Int?
    var hasPlace = false
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if word.hasPrefix("(") { (open, hasPlace) = (words.count, false) }
      let place = isPlace(word)
      hasPlace = hasPlace || place
      if let start = open {
        words.append(word)
        guard let end = word.lastIndex(of: ")") else { continue }
        if hasPlace { leaveOut(&words, from: start, tail: word[word.index(after: end)...]) }
        open = nil
      } else if place {
        replace(word, in: &words)
      } else {
        words.append(word)
      }
    }
    return words.joined(separator: " ")
  }

  /// Parentheses with a place in them go as a whole: `(zero.log:9 shows last mutation id 5),` leaves the comma.
  private static func leaveOut(_ words: inout [Substring], from start: Int, tail: Substring) {
    words.removeSubrange(start...)
    append(tail, to: &words)
  }

  private static func append(_ tail: Substring, to words: inout [Substring]) {
    guard let last = words.popLast() else { return words.append(tail) }
    words.append(last + tail)
  }

  /// `at zero.log:4;` goes and leaves the semicolon; elsewhere a place is a record.
  private static func replace(_ word: Substring, in words: inout [Substring]) {
    let tail = word.suffix(from: endOfPlace(word))
    if words.last == "at" {
      words.removeLast()
      append(tail, to: &words)
    } else {
      words.append("a record" + tail)
    }
  }

  /// Whether a word is `path:line`, at most behind an opening parenthesis and before punctuation; a time is none.
  private static func isPlace(_ word: Substring) -> Bool {
    let place = word[..<endOfPlace(word)]
    guard let colon = place.lastIndex(of: ":") else { return false }
    let path = place[..<colon]
    let line = place[place.index(after: colon)...]
    let isTime = path.suffix(3).wholeMatch(of: /[:T]\d\d/) != nil
    return !isTime && path.contains { $0.isLetter || $0 == "/" } && !line.isEmpty
      && line.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func endOfPlace(_ word: Substring) -> Substring.Index {
    word.lastIndex { !"),;:.".contains($0) }.map { word.index(after: $0) } ?? word.startIndex
  }
}
