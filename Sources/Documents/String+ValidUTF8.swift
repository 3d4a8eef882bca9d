extension String {
    /// The text of bytes in UTF-8; nil if they are not valid.
    ///
    /// `String(validating:as:)` looks up the metadata of two generic types at each call.
    package init?(utf8 bytes: Span<UInt8>) {
        guard let valid = try? UTF8Span(validating: bytes) else { return nil }
        self.init(copying: valid)
    }
}
