extension JUnitReport {
  /// One `testcase` element.
  struct Test {
    enum Outcome: String { case passed, failure, error, skipped }

    var name: String
    var outcome: Outcome
    var type = ""
    var message = ""
    /// Lines of the failure.
    var body: [String] = []
    /// Lines of what the test printed.
    var output: [String] = []

    func lines(className: String) -> [String] {
      let head = "    <testcase name=\"\(XMLText.escaped(name))\" classname=\"\(className)\""
      let children = outcomeLines + element("system-out", "", output)
      return children.isEmpty ? [head + "/>"] : [head + ">"] + children + ["    </testcase>"]
    }

    private var outcomeLines: [String] {
      guard outcome != .passed else { return [] }
      let attributes = " type=\"\(XMLText.escaped(type))\" message=\"\(XMLText.escaped(message))\""
      let lines = element(outcome.rawValue, attributes, body)
      return lines.isEmpty ? ["      <\(outcome.rawValue)\(attributes)/>"] : lines
    }

    private func element(_ name: String, _ attributes: String, _ lines: [String]) -> [String] {
      var lines = lines.map(XMLText.escaped)
      while lines.last == "" { lines.removeLast() }
      guard let first = lines.first else { return [] }
      lines[0] = "      <\(name)\(attributes)>" + first
      lines[lines.count - 1] += "</\(name)>"
      return lines
    }
  }
}
