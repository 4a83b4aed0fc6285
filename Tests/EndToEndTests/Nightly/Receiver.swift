import Foundation
import Synchronization

/// A webhook on this machine: answers with the statuses that it is given and keeps what it gets.
final class Receiver: Sendable {
  private let listener: Int32
  let port: Int
  private let requests = Mutex<[String]>([])

  var url: String { "http://127.0.0.1:\(port)/hooks/s3cret" }
  /// Heads and bodies, in the order of their arrival.
  var received: [String] { requests.withLock { $0 } }
  var bodies: [String] { received.map { $0.components(separatedBy: "\r\n\r\n").dropFirst().joined() } }

  struct Fault: Error {}

  /// - Parameter statuses: of the first, second ... request; those after them get 200. 0 closes without an answer.
  /// - Throws: where no port is free.
  init(_ statuses: [Int] = []) throws {
    (listener, port) = try Self.listen()
    let thread = Thread { [weak self, listener] in
      var count = 0
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        let text = Self.read(connection)
        self?.requests.withLock { $0.append(text) }
        let status = count < statuses.count ? statuses[count] : 200
        count += 1
        if status > 0 { Self.answer(status, connection) }
        close(connection)
      }
    }
    thread.start()
  }

  /// A socket on a free port.
  private static func listen() throws -> (listener: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && Foundation.listen(listener, 8) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw Fault() }
    return (listener, Int(in_port_t(bigEndian: address.sin_port)))
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func read(_ connection: Int32) -> String {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = data.range(of: Data("\r\n\r\n".utf8))?.upperBound {
        let head = String(decoding: data[..<end], as: UTF8.self).lowercased()
        let length = head.firstMatch(of: /content-length: *(\d+)/).flatMap { Int($0.output.1) } ?? 0
        if data.count - end >= length { break }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      data.append(contentsOf: buffer[..<count])
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func answer(_ status: Int, _ connection: Int32) {
    let location = (300..<400).contains(status) ? "Location: http://127.0.0.1:9/\r\n" : ""
    let text = "HTTP/1.1 \(status) Status\r\n\(location)Content-Length: 2\r\nConnection: close\r\n\r\nok"
    _ = text.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
  }
}
