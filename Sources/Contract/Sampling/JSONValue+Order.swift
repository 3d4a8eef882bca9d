import Documents

extension JSONValue {
    /// Compares numbers, whole ones as such because not all of them fit a floating-point value.
    func isLess(_ other: JSONValue) -> Bool {
        if case .integer(let left) = self, case .integer(let right) = other { return left < right }
        guard let left = double, let right = other.double else { return false }
        return left < right
    }
}
