extension Int {
    /// The product with a power of ten; nil if it overflows.
    func timesTen(toThe exponent: Int) -> Int? {
        guard self != 0 else { return 0 }
        guard exponent < 19 else { return nil }
        var result = self
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }
}
