import Foundation

/// Chromium without a window, driven through chromedriver (https://www.w3.org/TR/webdriver2/) over loopback.
///
/// A name never leads anywhere in it: whatever a page asks the network for fails. Only this machine is within reach.
final class Browser: Sendable {
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private let driver: Process
  private let port: Int
  private let session: String
  private let folder: URL

  /// Starts a browser, hands it to the body and ends it, whatever the body does.
  static func run<Result>(_ body: (Browser) throws -> Result) throws -> Result {
    let browser = try Browser()
    defer { browser.quit() }
    return try body(browser)
  }

  private init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("lostwrite-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    driver = Process()
    driver.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    driver.arguments = ["chromedriver", "--port=0"]
    let output = Pipe()
    driver.standardOutput = output
    driver.standardError = FileHandle.nullDevice
    try driver.run()
    port = try Self.port(output.fileHandleForReading)
    let answer: [String: Any]
    do {
      answer =
        try Self.call(port, "POST", "/session", Self.capabilities(profile: folder.path)) as? [String: Any] ?? [:]
    } catch {
      Self.end(driver, port: port)
      throw error
    }
    guard let id = answer["sessionId"] as? String else { throw Fault(description: "no browser session: \(answer)") }
    session = "/session/\(id)"
  }

  /// chromedriver tells the port that it was given in its first lines.
  private static func port(_ output: FileHandle) throws -> Int {
    var text = ""
    while true {
      let data = output.availableData
      guard !data.isEmpty else { throw Fault(description: "chromedriver did not start: \(text)") }
      text += String(decoding: data, as: UTF8.self)
      if let match = text.firstMatch(of: /successfully on port (\d+)/), let port = Int(match.output.1) { return port }
    }
  }

  private static func capabilities(profile: String) -> [String: Any] {
    var arguments = [
      "--headless=new", "--user-data-dir=\(profile)", "--window-size=1440,900", "--no-first-run",
      "--disable-background-networking", "--disable-component-update",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    // Chromium refuses its sandbox to root.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    return [
      "capabilities": [
        "alwaysMatch": [
          "goog:chromeOptions": ["args": arguments],
          "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
        ]
      ]
    ]
  }

  private func quit() {
    _ = try? Self.call(port, "DELETE", session, nil)
    Self.end(driver, port: port)
    try? FileManager.default.removeItem(at: folder)
  }

  /// chromedriver ends its browsers when it is asked to shut down; from Foundation it inherits that SIGTERM is blocked.
  private static func end(_ driver: Process, port: Int) {
    _ = try? call(port, "GET", "/shutdown", nil)
    kill(driver.processIdentifier, SIGKILL)
    driver.waitUntilExit()
  }

  private static func call(_ port: Int, _ method: String, _ path: String, _ body: [String: Any]?) throws -> Any {
    let text = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
    let data = try LoopbackHTTP.send(method, path, port: port, body: text)
    let answer = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) as? [String: Any] ?? [:]
    let value = answer["value"] ?? NSNull()
    if let fault = value as? [String: Any], let error = fault["error"] as? String {
      throw Fault(description: "\(method) \(path): \(error): \(fault["message"] as? String ?? "")")
    }
    return value
  }

  // MARK: What tests do

  func open(_ file: URL) throws {
    _ = try Self.call(port, "POST", session + "/url", ["url": file.absoluteString])
  }

  /// Opens a page as a window of this size shows it.
  ///
  /// - Parameters:
  ///   - file: The page.
  ///   - width: Pixels.
  ///   - height: Pixels.
  ///   - theme: `light` or `dark`.
  /// - Throws: `Fault` where the browser does not do it.
  func show(_ file: URL, width: Int, height: Int, theme: String) throws {
    try devTools(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700])
    try devTools("Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": theme]]])
    try open(file)
  }

  /// Runs a script in the page; `return` gives its value.
  @discardableResult
  func script(_ text: String) throws -> Any {
    try Self.call(port, "POST", session + "/execute/sync", ["script": text, "args": [Any]()])
  }

  func text(_ expression: String) throws -> String { try script("return \(expression)") as? String ?? "" }
  func number(_ expression: String) throws -> Double {
    (try script("return \(expression)") as? NSNumber)?.doubleValue ?? .nan
  }

  /// Whether an expression becomes true; the page has ten seconds for it.
  func becomes(_ expression: String) throws -> Bool {
    for _ in 0..<200 {
      if try script("return Boolean(\(expression))") as? Bool == true { return true }
      usleep(50_000)
    }
    return false
  }

  /// Clicks where a user would: what lies over the element takes the click.
  func click(_ selector: String) throws {
    _ = try Self.call(port, "POST", session + "/element/\(try element(selector))/click", [:])
  }

  func type(_ text: String, into selector: String) throws {
    _ = try Self.call(port, "POST", session + "/element/\(try element(selector))/value", ["text": text])
  }

  /// Presses keys one after the other, wherever the focus is.
  func press(_ keys: String...) throws {
    let actions = keys.flatMap { [["type": "keyDown", "value": $0], ["type": "keyUp", "value": $0]] }
    try perform(["type": "key", "id": "keyboard", "actions": actions])
  }

  /// Drags from one place of the window to another.
  func drag(from: (x: Int, y: Int), to: (x: Int, y: Int)) throws {
    func move(_ place: (x: Int, y: Int)) -> [String: Any] {
      ["type": "pointerMove", "duration": 0, "x": place.x, "y": place.y]
    }
    let middle = ((from.x + to.x) / 2, (from.y + to.y) / 2)
    let actions: [[String: Any]] = [
      move(from), ["type": "pointerDown", "button": 0], move(middle), move(to), ["type": "pointerUp", "button": 0],
    ]
    try perform(["type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": actions])
  }

  func wheel(at place: (x: Int, y: Int), by amount: Int) throws {
    let scroll: [String: Any] = [
      "type": "scroll", "x": place.x, "y": place.y, "deltaX": 0, "deltaY": amount, "duration": 0,
    ]
    try perform(["type": "wheel", "id": "wheel", "actions": [scroll]])
  }

  private func perform(_ source: [String: Any]) throws {
    _ = try Self.call(port, "POST", session + "/actions", ["actions": [source]])
  }

  private func element(_ selector: String) throws -> String {
    let found = try Self.call(
      port, "POST", session + "/element", ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw Fault(description: "no element \(selector)")
    }
    return id
  }

  /// A command of the DevTools protocol.
  @discardableResult
  func devTools(_ command: String, _ parameters: [String: Any] = [:]) throws -> Any {
    try Self.call(port, "POST", session + "/goog/cdp/execute", ["cmd": command, "params": parameters])
  }

  /// What the console and the page's policy complained about since the last call.
  func complaints() throws -> [String] {
    try log("browser").filter { $0["level"] as? String != "INFO" && $0["level"] as? String != "DEBUG" }
      .compactMap { $0["message"] as? String }
  }

  /// The addresses that a page asked for since the last call; Chromium's own pages ask for theirs.
  func requests(of page: URL) throws -> [String] {
    try log("performance").compactMap { entry in
      guard let text = entry["message"] as? String,
        let event = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
        let message = event["message"] as? [String: Any],
        message["method"] as? String == "Network.requestWillBeSent",
        let parameters = message["params"] as? [String: Any],
        (parameters["documentURL"] as? String)?.hasPrefix(page.absoluteString) == true,
        let request = parameters["request"] as? [String: Any]
      else { return nil }
      return request["url"] as? String
    }
  }

  private func log(_ kind: String) throws -> [[String: Any]] {
    try Self.call(port, "POST", session + "/se/log", ["type": kind]) as? [[String: Any]] ?? []
  }
}
