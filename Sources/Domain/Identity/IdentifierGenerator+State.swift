import Documents

extension RandomStream: StateCodable {
    func writeState(to writer: inout JSONWriter) { state.writeState(to: &writer) }

    init(state json: JSONValue) throws(StateError) {
        self.init(seed: try UInt64(state: json))
    }
}

extension IdentifierGenerator: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var generator = IdentifierGenerator(seed: WorldSeed(value: 0, key: ""))
        generator.objects = try coder.field("objects", \.objects)
        generator.internals = try coder.field("internals", \.internals)
        generator.events = try coder.field("events", \.events)
        generator.tokens = try coder.field("tokens", \.tokens)
        generator.secrets = try coder.field("secrets", \.secrets)
        generator.nonces = try coder.field("nonces", \.nonces)
        generator.numbers = try coder.field("numbers", \.numbers)
        generator.deliveries = try coder.field("deliveries", \.deliveries)
        generator.chances = try coder.field("chances", \.chances)
        generator.wamids = try coder.field("wamids", \.wamids)
        generator.users = try coder.field("users", \.users)
        return generator
    }
}
