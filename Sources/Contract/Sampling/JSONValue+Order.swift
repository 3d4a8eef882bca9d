import Documents

extension JSONValue {
    /// Compares numbers; integers are compared as integers, as not all of them can be represented as a `Double`.
    func isLess(_ other: JSONValue) -> Bool {
        if case .integer(let left) = self, case .integer(let right) = other { return left < right }
        guard let left = double, let right = other.double else { return false }
        return left < right
    }
}
