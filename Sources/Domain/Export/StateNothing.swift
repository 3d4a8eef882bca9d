/// The content of a kind without data: an object without members.
struct StateNothing: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self { StateNothing() }
}
