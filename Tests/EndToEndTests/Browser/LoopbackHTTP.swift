import Foundation

/// One HTTP request to a port of this machine. chromedriver's answers are more than `URLSession` of Foundation for Linux
/// takes ("Failed writing header").
enum LoopbackHTTP {
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// - Returns: The body of the answer, whatever its status.
  static func send(_ method: String, _ path: String, port: Int, body: Data) throws -> Data {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard connection >= 0 else { throw Fault(description: "no socket") }
    defer { close(connection) }
    var patience = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    try connect(connection, port: port)
    let head =
      "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json; charset=utf-8\r\n"
      + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    try write(Data(head.utf8) + body, to: connection)
    return try answer(from: connection)
  }

  private static func connect(_ connection: Int32, port: Int) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Fault(description: "port \(port) takes no connection") }
  }

  private static func write(_ data: Data, to connection: Int32) throws {
    var rest = data[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Fault(description: "the request could not be sent") }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads as far as `Content-Length` says, or to the end where the head names none.
  private static func answer(from connection: Int32) throws -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = data.range(of: Data("\r\n\r\n".utf8))?.upperBound {
        let head = String(decoding: data[..<end], as: UTF8.self).lowercased()
        let length = head.firstMatch(of: /content-length: *(\d+)/).flatMap { Int($0.output.1) }
        if let length, data.count - end >= length { return data[end..<end + length] }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      data.append(contentsOf: buffer[..<count])
    }
    guard let end = data.range(of: Data("\r\n\r\n".utf8))?.upperBound else {
      throw Fault(description: "no answer")
    }
    return data[end...]
  }
}
