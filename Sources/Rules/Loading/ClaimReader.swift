import CaseStore
import Model
import YAMLDocument

/// Reads what a finding says: severity, strength and texts, of the rule itself and of its variants.
struct ClaimReader {
  private static let variantKeys = ["when", "severity", "strength", "title", "subject", "story", "advice"]
  private static let severities = Severity.allCases.map(\.rawValue)
  private static let fromRow = "from_row"

  let view: RowView
  private(set) var faults: [YAMLFault] = []

  init(view: RowView) { self.view = view }

  mutating func base(_ reader: inout YAMLMapReader) -> Rule.Claim? {
    let severity = reader.required("severity") == nil ? nil : severity(&reader)
    let hasStrength = reader.required("strength") != nil
    let strength = hasStrength ? strength(&reader) : nil
    let title = template("title", &reader)
    let story = reader.required("story") == nil ? nil : template("story", &reader)
    let advice = reader.required("advice") == nil ? nil : template("advice", &reader)
    let subject = template("subject", &reader) ?? Template.who
    guard let severity, let title, let story, let advice, hasStrength else { return nil }
    return Rule.Claim(
      severity: severity, strength: strength, title: title, subject: subject, story: story, advice: advice)
  }

  mutating func variants(
    _ reader: inout YAMLMapReader, base: Rule.Claim, detection: inout DetectionReader
  ) -> [Rule.Variant] {
    var variants: [Rule.Variant] = []
    for node in reader.items("variants") ?? [] {
      var inner = YAMLMapReader(node, allowed: Self.variantKeys)
      let when = inner.required("when").flatMap { detection.condition($0) }
      var claim = base
      if let severity = severity(&inner) { claim.severity = severity }
      if inner.node("strength") != nil { claim.strength = strength(&inner) }
      if let title = template("title", &inner) { claim.title = title }
      if let subject = template("subject", &inner) { claim.subject = subject }
      if let story = template("story", &inner) { claim.story = story }
      if let advice = template("advice", &inner) { claim.advice = advice }
      faults += inner.faults
      if let when { variants.append(Rule.Variant(when: when, claim: claim)) }
    }
    return variants
  }

  private func severity(_ reader: inout YAMLMapReader) -> Severity? {
    reader.oneOf("severity", Self.severities).flatMap(Severity.init(rawValue:))
  }

  /// Nil for `from_row` and after a fault.
  private mutating func strength(_ reader: inout YAMLMapReader) -> Strength? {
    guard let word = reader.oneOf("strength", Strength.allCases.map(\.rawValue) + [Self.fromRow]) else { return nil }
    if word == Self.fromRow, view.column("strength") == nil, let node = reader.node("strength") {
      faults.append(
        YAMLFault(
          "strength 'from_row' over \(view.rawValue)", at: node, reason: "its rows have no strength",
          help: "write proved or suspected"))
    }
    return Strength(rawValue: word)
  }

  private mutating func template(_ key: String, _ reader: inout YAMLMapReader) -> Template? {
    guard let node = reader.node(key), reader.string(key) != nil else { return nil }
    do throws(YAMLFault) {
      return try Template(node, view: view)
    } catch {
      faults.append(error)
      return nil
    }
  }
}
