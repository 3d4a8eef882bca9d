/// A value that is exported as an object; its `coded` names each field once, for both directions.
///
/// A field has the name of its property in snake case, so that a test can find a property that was forgotten.
protocol StateObject: StateCodable {
    /// Passes every field to the coder, which writes or reads it, and builds the value.
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self
}
