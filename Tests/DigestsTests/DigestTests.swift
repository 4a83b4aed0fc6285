import Digests
import Testing

@Suite struct DigestTests {
  @Test func hexIsLowerCaseWithTwoDigits() {
    #expect(Hex.encode([0x00, 0x0f, 0xa9, 0xff]) == "000fa9ff")
    #expect(Hex.encode([]) == "")
  }

  // Values of FIPS 180-2, appendix B, and of the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func theStreamGivesSHA256(text: String, expected: String) {
    let stream = SHA256Stream()
    Array(text.utf8).withUnsafeBytes { stream.update($0) }
    #expect(Hex.encode(stream.finish()) == expected)
    #expect(Hex.encode(stream.finish()) == expected)
  }

  @Test func piecesGiveTheDigestOfTheWhole() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let whole = SHA256Stream()
    bytes.withUnsafeBytes { whole.update($0) }
    let pieces = SHA256Stream()
    bytes.withUnsafeBytes { buffer in
      pieces.update(UnsafeRawBufferPointer(rebasing: buffer[..<1]))
      pieces.update(UnsafeRawBufferPointer(start: nil, count: 0))
      pieces.update(UnsafeRawBufferPointer(rebasing: buffer[1..<130]))
      pieces.update(UnsafeRawBufferPointer(rebasing: buffer[130...]))
    }
    #expect(whole.finish() == pieces.finish())
  }
}
