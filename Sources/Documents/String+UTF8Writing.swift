extension String {
    /// The text of the UTF-8 that `body` writes, at most `capacity` bytes.
    ///
    /// It is written where the string keeps it; an array of the bytes would be allocated, copied and freed.
    @inlinable
    package init(utf8Capacity capacity: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
        self = unsafe String(unsafeUninitializedCapacity: capacity) { buffer in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            body(&output)
            return unsafe output.finalize(for: buffer)
        }
    }
}
