/// A value in memory of its own.
///
/// An optional one takes eight bytes where it is missing, so that most objects need not have room for what few have.
indirect enum Boxed<Value> {
    case value(Value)

    /// The value itself.
    var unboxed: Value {
        switch self {
        case .value(let value): value
        }
    }
}

extension Boxed: Sendable where Value: Sendable {}
extension Boxed: Equatable where Value: Equatable {}
extension Boxed: Hashable where Value: Hashable {}
