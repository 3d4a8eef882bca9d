package import HTTPServing

extension Reply {
    /// How the connection ends in place of an answer; nil if there is an answer, or may be one later.
    package var cut: Cut? {
        if case .cut(let cut) = content { cut } else { nil }
    }
}
