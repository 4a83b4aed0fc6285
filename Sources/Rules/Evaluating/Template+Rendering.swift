import CaseStore
import Model

/// What the placeholders of one finding draw on.
struct TemplateContext {
  private static let mostValues = 3

  let view: RowView
  let rows: [SelectedRow]
  let count: Int
  let entities: [Finding.Entity]

  /// The text for a placeholder; nil where it has no value.
  func text(_ placeholder: Template.Placeholder) -> String? {
    switch placeholder.source {
    case .who: return Identities.subject(entities)
    case .writes:
      let keys = entities.filter { $0.type == .mutation }.map(\.id)
      return keys.isEmpty ? nil : Abbreviation.writes(keys)
    case .count: return numbered(String(count), Double(count), placeholder)
    case .column(let name):
      guard let value = value(name, placeholder) else { return nil }
      return numbered(show(value, name), value.number, placeholder)
    }
  }

  private func value(_ column: String, _ placeholder: Template.Placeholder) -> StoredValue? {
    let values = rows.map { $0[column] }.filter { $0 != .null }
    guard let first = values.first else { return nil }
    let isOrdered = { (a: StoredValue, b: StoredValue) in
      if let left = a.number, let right = b.number { return left < right }
      return (a.text ?? "") < (b.text ?? "")
    }
    switch placeholder.function {
    case .min: return values.min(by: isOrdered)
    case .max: return values.max(by: isOrdered)
    case .sum: return .real(values.compactMap(\.number).reduce(0, +))
    case nil:
      if column == view.span.first { return values.min(by: isOrdered) }
      if column == view.span.last { return values.max(by: isOrdered) }
      return distinct(values, column) ?? first
    }
  }

  /// Several values as one text; nil for a single one.
  private func distinct(_ values: [StoredValue], _ column: String) -> StoredValue? {
    var seen: Set<StoredValue> = []
    let different = values.filter { seen.insert($0).inserted }
    guard different.count > 1 else { return nil }
    let shown = different.prefix(Self.mostValues).map { show($0, column) }.joined(separator: ", ")
    return .text(different.count > Self.mostValues ? "\(shown) and \(different.count - Self.mostValues) more" : shown)
  }

  private func numbered(_ text: String, _ number: Double?, _ placeholder: Template.Placeholder) -> String {
    guard placeholder.forms.count == 2 else { return text }
    let form = placeholder.forms[number == 1 ? 0 : 1]
    return placeholder.isWordOnly ? form : "\(text) \(form)"
  }

  private func show(_ value: StoredValue, _ column: String) -> String {
    if case .real(let number) = value { return Self.decimal(number) }
    let text = value.text ?? ""
    if view.column(column)?.kind == .time {
      let moment = Timestamp(viewText: text)
      return moment.isKnown ? moment.short : text
    }
    return Identities.typeOfColumn[column] == nil ? text : Abbreviation.id(text)
  }

  /// Whole numbers as such, others with one decimal.
  private static func decimal(_ number: Double) -> String {
    // Something is not nothing.
    if number > 0, number < 0.05 { return "less than 0.1" }
    let tenths = (number * 10).rounded()
    guard tenths.magnitude < 1e15 else { return String(number) }
    let whole = Int64(tenths)
    let sign = whole < 0 ? "-" : ""
    let (units, rest) = whole.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(units)" : "\(sign)\(units).\(rest)"
  }
}

extension Template {
  /// The text for a finding as a sentence: it starts with a capital and has single spaces.
  func renderSentence(_ context: TemplateContext) -> String {
    let text = Self.withSingleSpaces(render(context))
    guard case .placeholder(let first)? = parts.first, first.source == .who else { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func withSingleSpaces(_ text: String) -> String {
    var last = UInt8(ascii: " ")
    var isSingle = true
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") && last == byte { isSingle = false }
      last = byte
    }
    if isSingle && last != UInt8(ascii: " ") { return text }
    return text.split(separator: " ").joined(separator: " ")
  }

  /// The text for a finding; a placeholder without a value outside `[[ ]]` reads `unknown`.
  func render(_ context: TemplateContext) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .placeholder(let placeholder): context.text(placeholder) ?? "unknown"
      case .optional(let parts): Self.optional(parts, context)
      }
    }.joined()
  }

  private static func optional(_ parts: [Part], _ context: TemplateContext) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .placeholder(let placeholder):
        guard let value = context.text(placeholder) else { return "" }
        text += value
      case .optional: continue
      }
    }
    return text
  }
}
