extension [UInt8] {
    /// The bytes without spare capacity, for bytes that are kept for long.
    ///
    /// A copy of a slice does not do: that of all bytes shares their storage with its spare capacity.
    package var compact: [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(count)
        copy.append(contentsOf: self)
        return copy
    }
}
