/// Reads bits in the order of DEFLATE: the lowest bit of each byte first (RFC 1951, section 3.1.1).
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0
    private var buffer: UInt64 = 0
    private var buffered = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether all bytes have been read.
    var isAtEnd: Bool {
        buffered < 8 && position == bytes.count
    }

    /// Buffers at least 48 bits, or all that are left.
    mutating func fill() {
        while buffered <= 48, position < bytes.count {
            buffer |= UInt64(bytes[position]) << UInt64(buffered)
            position += 1
            buffered += 8
        }
    }

    /// The next buffered bits, without consuming them; zeros after the end.
    func peek(_ count: Int) -> Int {
        Int(truncatingIfNeeded: buffer & (1 << UInt64(count) - 1))
    }

    /// Consumes buffered bits.
    mutating func skip(_ count: Int) throws(UnpackingError) {
        guard count <= buffered else { throw .truncated }
        buffer >>= UInt64(count)
        buffered -= count
    }

    /// Consumes up to 16 bits as a number.
    mutating func bits(_ count: Int) throws(UnpackingError) -> Int {
        if buffered < count { fill() }
        let value = peek(count)
        try skip(count)
        return value
    }

    /// Skips the remaining bits of a byte that has been read in part.
    mutating func alignToByte() {
        let rest = buffered % 8
        buffer >>= UInt64(rest)
        buffered -= rest
    }

    /// Consumes whole bytes; the reader must be aligned to a byte.
    mutating func take(_ count: Int, into output: inout [UInt8]) throws(UnpackingError) {
        position -= buffered / 8
        buffer = 0
        buffered = 0
        guard bytes.count - position >= count else { throw .truncated }
        output.append(contentsOf: bytes[position..<position + count])
        position += count
    }
}
