extension OutputSpan<UInt8> {
    /// Adds many bytes at once, for which there must be room.
    mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity, "the output has room for the bytes")
        unsafe withUnsafeMutableBufferPointer { output, count in
            let rest = unsafe UnsafeMutableBufferPointer(rebasing: output[count...])
            count += unsafe bytes.withUnsafeBufferPointer { unsafe rest.initialize(fromContentsOf: $0) }
        }
    }
}
