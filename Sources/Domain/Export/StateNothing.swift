/// What a kind of thing has that has nothing else to say: an object without members.
struct StateNothing: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self { StateNothing() }
}
