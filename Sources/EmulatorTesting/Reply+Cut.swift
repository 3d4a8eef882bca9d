package import HTTPServing

extension Reply {
    /// How the connection ends without a response; nil if there is a response.
    package var cut: Cut? {
        if case .cut(let cut) = content { cut } else { nil }
    }
}
