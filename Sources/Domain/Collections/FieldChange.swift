/// A change of one field: keep its value, or set a new one; for an optional field, set nil to remove it.
package enum FieldChange<Value: Hashable & Sendable>: Hashable, Sendable {
    case keep
    case set(Value)

    /// The value after the change.
    func applied(to value: Value) -> Value {
        switch self {
        case .keep: value
        case .set(let new): new
        }
    }
}
