import CCurl

/// An address that takes JSON by POST.
///
/// Certificates are verified, redirections are not followed, and what the receiver answers is thrown away.
public struct Webhook: Sendable {
  /// `https://...`, or `http://` to this machine. It may hold a secret and stands in no message.
  private let url: String
  /// For a whole attempt.
  private let timeout: Duration
  /// Attempts after the first.
  private let retries: Int
  /// Before the first retry; twice as long before each further one.
  private let firstWait: Duration
  private let wait: @Sendable (Duration) -> Void

  /// - Parameters:
  ///   - url: where to; `problem(with:)` must be nil.
  ///   - timeout: for a whole attempt.
  ///   - retries: attempts after the first, where that may help.
  ///   - firstWait: before the first retry; twice as long before each further one.
  ///   - wait: lets time pass.
  public init(
    url: String, timeout: Duration, retries: Int, firstWait: Duration, wait: @escaping @Sendable (Duration) -> Void
  ) {
    self.url = url
    self.timeout = timeout
    self.retries = retries
    self.firstWait = firstWait
    self.wait = wait
  }

  /// Sends a document, several times where the receiver is out of reach, overloaded or broken.
  ///
  /// - Parameter json: the document.
  /// - Throws: `WebhookFault` with what the last attempt met.
  public func post(_ json: String) throws(WebhookFault) {
    var pause = firstWait
    var attempt = 0
    while true {
      attempt += 1
      do throws(WebhookFault) {
        return try send(json)
      } catch {
        guard error.mayPass, attempt <= retries else { throw error.after(attempts: attempt) }
        wait(pause)
        pause *= 2
      }
    }
  }

  private func send(_ json: String) throws(WebhookFault) {
    guard let handle = curl_easy_init() else { throw .unreachable("libcurl cannot start") }
    defer { curl_easy_cleanup(handle) }
    // Without "Expect", which makes small receivers wait for a second.
    var headers = curl_slist_append(nil, "Content-Type: application/json; charset=utf-8")
    headers = curl_slist_append(headers, "Expect:")
    defer { curl_slist_free_all(headers) }
    let (seconds, attoseconds) = timeout.components
    let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    lw_curl_set_text(handle, CURLOPT_URL, url)
    lw_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    lw_curl_set_text(handle, CURLOPT_USERAGENT, "lostwrite")
    lw_curl_set_headers(handle, headers)
    lw_curl_set_number(handle, CURLOPT_TIMEOUT_MS, milliseconds)
    lw_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
    lw_curl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
    lw_curl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
    lw_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
    lw_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    lw_curl_set_number(handle, CURLOPT_POSTFIELDSIZE, json.utf8.count)
    lw_curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, json)
    lw_curl_ignore_answer(handle)
    let code = curl_easy_perform(handle)
    guard code == CURLE_OK else { throw .unreachable(String(cString: curl_easy_strerror(code))) }
    let status = Int(lw_curl_status(handle))
    guard (200..<300).contains(status) else { throw .refused(status) }
  }

  /// Why an address cannot be used; nil where it can. The address is not in the answer.
  public static func problem(with url: String) -> String? {
    guard url.utf8.allSatisfy({ (0x21..<0x7f).contains($0) }) else {
      return "it holds spaces or characters that addresses have not"
    }
    if url.hasPrefix("https://"), url.count > "https://".count { return nil }
    guard url.hasPrefix("http://") else { return "it does not begin with 'https://'" }
    let host = url.dropFirst("http://".count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    guard ["localhost", "127.0.0.1", "[::1]"].contains(name), !host.contains("@") else {
      return "'http://' goes to this machine only; use 'https://'"
    }
    return nil
  }
}

/// Why a message did not arrive. It never names the address.
public struct WebhookFault: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
  /// Whether another attempt may help.
  let mayPass: Bool

  static func unreachable(_ reason: String) -> WebhookFault {
    .init(description: "the webhook cannot be reached: \(reason)", mayPass: true)
  }

  /// Too many requests, a receiver that is too slow, and faults of the receiver itself may pass.
  static func refused(_ status: Int) -> WebhookFault {
    .init(
      description: "the webhook answered \(status)", mayPass: status == 408 || status == 429 || status >= 500)
  }

  func after(attempts: Int) -> WebhookFault {
    let times = attempts == 1 ? "1 attempt" : "\(attempts) attempts"
    return .init(description: "\(description) (\(times))", mayPass: mayPass)
  }
}
