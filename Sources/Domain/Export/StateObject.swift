/// Something that is exported as an object, and whose coding names each field once.
///
/// A field is called as its property, in snake case, so that a test can find the one that was forgotten.
protocol StateObject: StateCodable {
    /// Takes every field from the coder, which writes it, or reads it, on the way.
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self
}
