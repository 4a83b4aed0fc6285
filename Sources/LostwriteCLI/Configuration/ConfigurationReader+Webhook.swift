import Webhooks
import YAMLDocument

extension ConfigurationReader {
  mutating func readWebhook(_ node: YAMLNode) -> Configuration.Webhook? {
    var reader = YAMLMapReader(node, allowed: Keys.webhook)
    defer { add(reader.faults) }
    var webhook = Configuration.Webhook(address: .url(""))
    if let seconds = number("timeout", 0.1...300, &reader) { webhook.timeoutSeconds = seconds }
    if let seconds = number("wait", 0...60, &reader) { webhook.waitSeconds = seconds }
    if let retries = number("retries", 0...10, &reader) {
      webhook.retries = Int(retries)
      if Double(webhook.retries) != retries, let node = reader.node("retries") {
        reader.faults.append(YAMLFault("'retries' must be a whole number", at: node))
      }
    }
    webhook.isSlack = reader.boolean("slack") ?? false
    guard let address = address(&reader) else { return nil }
    webhook.address = address
    return webhook
  }

  private func number(_ key: String, _ range: ClosedRange<Double>, _ reader: inout YAMLMapReader) -> Double? {
    guard let number = reader.number(key), let node = reader.node(key) else { return nil }
    if range.contains(number) { return number }
    reader.faults.append(
      YAMLFault(
        "'\(key)' is \(node.string ?? "")", at: node, reason: "allowed is \(range.lowerBound) to \(range.upperBound)"))
    return nil
  }

  private func address(_ reader: inout YAMLMapReader) -> Configuration.Webhook.Address? {
    let (url, variable) = (reader.string("url"), reader.string("url-env"))
    switch (url, variable) {
    case (nil, nil):
      if reader.node.pairs != nil, reader.node("url") == nil, reader.node("url-env") == nil {
        reader.faults.append(
          YAMLFault(
            "missing key 'url-env'", at: reader.node,
            help: "name the environment variable that holds the address; an address without a secret may be 'url'"))
      }
      return nil
    case (_?, _?):
      reader.faults.append(
        YAMLFault("'url' and 'url-env' exclude each other", at: reader.node("url-env") ?? reader.node))
      return nil
    case (let url?, nil): return self.url(url, &reader)
    case (nil, let variable?):
      guard variable.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) == nil else { return .variable(variable) }
      // Whoever wrote the address itself here must not see it in a message.
      reader.faults.append(
        YAMLFault("'url-env' is no name of an environment variable", hiding: reader.node("url-env") ?? reader.node))
      return nil
    }
  }

  private func url(_ url: String, _ reader: inout YAMLMapReader) -> Configuration.Webhook.Address? {
    guard let node = reader.node("url") else { return nil }
    if let problem = Webhook.problem(with: url) {
      reader.faults.append(YAMLFault("'url' cannot be used: \(problem)", hiding: node))
      return nil
    }
    // An address like this is a password.
    let isSecret = url.contains("hooks.slack.com/") || url.contains("/api/webhooks/") || url.contains("@")
    guard isSecret || url.contains("token=") || url.contains("key=") || url.contains("sig=") else { return .url(url) }
    reader.faults.append(
      YAMLFault(
        "'url' holds a secret", hiding: node,
        help: "put the address into an environment variable and name it: 'url-env: LOSTWRITE_WEBHOOK'"))
    return nil
  }
}
