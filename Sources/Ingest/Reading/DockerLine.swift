import Model

/// Docker's json-file format, read without a JSON parser: its lines have one fixed shape, and most of a line is the
/// escaped inner text.
enum DockerLine {
  /// The inner text, unescaped into `scratch`; nil when the line has any other shape.
  ///
  /// `{"log":"...\n","stream":"stdout","time":"2026-11-22T10:23:18.629681568Z"}`; `log` without its newline is a part.
  static func read(_ line: Bytes, _ scratch: ByteScratch, _ envelope: inout Envelope) -> Bytes? {
    guard line.starts(with: "{\"log\":\"") else { return nil }
    scratch.reset(capacity: line.count)
    guard let end = unescape(line, from: 8, into: scratch), line.starts(with: ",\"stream\":\"std", at: end + 1) else {
      return nil
    }
    let name = end + 12
    let stream: LogStream = line.starts(with: "stdout\"", at: name) ? .stdout : .stderr
    guard stream == .stdout || line.starts(with: "stderr\"", at: name), line.starts(with: ",\"time\":\"", at: name + 7),
      let time = CivilTime.iso(line, at: name + 16), time.hasZone,
      line.count == name + 16 + time.length + 2, line.starts(with: "\"}", at: line.count - 2)
    else { return nil }
    envelope.mark(.docker)
    envelope.take(time, origin: .envelope)
    envelope.setStream(stream)
    return unterminated(scratch.bytes, &envelope)
  }

  /// Without the newline at the end; its absence means that the line goes on.
  static func unterminated(_ text: Bytes, _ envelope: inout Envelope) -> Bytes {
    guard text.last == ASCII.newline else {
      envelope.isPartial = true
      return text
    }
    let end = text.count - 1
    return text.slice(0, end > 0 && text[end - 1] == ASCII.carriageReturn ? end - 1 : end)
  }

  /// Copies a JSON string without its escapes; returns the index of its closing quote, nil where it has none or holds
  /// what JSON does not allow.
  private static func unescape(_ line: Bytes, from start: Int, into scratch: ByteScratch) -> Int? {
    guard let source = line.baseAddress else { return nil }
    let target = scratch.base
    let end = line.count
    var at = start
    var out = 0
    while at < end {
      // Eight bytes at a time: the line has 64 readable bytes behind it, and the buffer has padding.
      let word = source.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      target.storeBytes(of: word.littleEndian, toByteOffset: out, as: UInt64.self)
      let special = zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
      guard special != 0 else {
        at += 8
        out += 8
        continue
      }
      let step = special.trailingZeroBitCount >> 3
      at += step
      out += step
      guard at < end else { return nil }
      if source.load(fromByteOffset: at, as: UInt8.self) == ASCII.quote {
        scratch.count = out
        return at
      }
      // Nearly every escape is one of the inner JSON's own quotes.
      let letter = source.load(fromByteOffset: at + 1, as: UInt8.self)
      if letter == ASCII.quote || letter == ASCII.backslash {
        target.storeBytes(of: letter, toByteOffset: out, as: UInt8.self)
        at += 2
        out += 1
        continue
      }
      guard escape(line, &at, target, &out) else { return nil }
    }
    return nil
  }

  /// A high bit in the lowest zero byte, and maybe in higher ones.
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private static func escape(_ line: Bytes, _ at: inout Int, _ target: UnsafeMutableRawPointer, _ out: inout Int)
    -> Bool
  {
    guard at + 1 < line.count else { return false }
    let letter = line[at + 1]
    let byte: UInt8
    switch letter {
    case ASCII.quote, ASCII.backslash, 0x2F: byte = letter
    case 0x6E: byte = 0x0A
    case 0x74: byte = 0x09
    case 0x72: byte = 0x0D
    case 0x62: byte = 0x08
    case 0x66: byte = 0x0C
    case 0x75: return unicode(line, &at, target, &out)
    default: return false
    }
    target.storeBytes(of: byte, toByteOffset: out, as: UInt8.self)
    at += 2
    out += 1
    return true
  }

  /// `\uXXXX`, or a pair of surrogates; lone surrogates are left to the full parser.
  private static func unicode(_ line: Bytes, _ at: inout Int, _ target: UnsafeMutableRawPointer, _ out: inout Int)
    -> Bool
  {
    guard var scalar = hex(line, at + 2) else { return false }
    at += 6
    if scalar >= 0xD800, scalar < 0xE000 {
      guard scalar < 0xDC00, line.starts(with: "\\u", at: at), let low = hex(line, at + 2), low >= 0xDC00, low < 0xE000
      else { return false }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
      at += 6
    }
    func put(_ byte: UInt32) {
      target.storeBytes(of: UInt8(truncatingIfNeeded: byte), toByteOffset: out, as: UInt8.self)
      out += 1
    }
    if scalar < 0x80 {
      put(scalar)
    } else if scalar < 0x800 {
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    } else if scalar < 0x10000 {
      put(0xE0 | scalar >> 12)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    } else {
      put(0xF0 | scalar >> 18)
      put(0x80 | scalar >> 12 & 0x3F)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
    return true
  }

  private static func hex(_ line: Bytes, _ at: Int) -> UInt32? {
    guard at + 4 <= line.count else { return nil }
    var value: UInt32 = 0
    for index in at..<at + 4 {
      let byte = line[index]
      let letter = (byte | 0x20) &- 0x61
      guard byte.isDigit || letter < 6 else { return nil }
      value = value << 4 | UInt32(byte.isDigit ? byte - ASCII.zero : letter + 10)
    }
    return value
  }
}
