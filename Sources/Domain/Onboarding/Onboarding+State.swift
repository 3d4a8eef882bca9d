import Documents
import HashTreeCollections

extension OnboardingSettings.Mode: StateCodable {}

extension OnboardingSettings: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var settings = OnboardingSettings()
        settings.mode = try coder.field("mode", \.mode)
        settings.after = try coder.field("after", \.after)
        settings.polls = try coder.field("polls", \.polls, in: .figure)
        settings.outcome = try coder.field("outcome", \.outcome)
        return settings
    }
}

extension OnboardingOutcome: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.value(rawValue) }

    init(state json: JSONValue) throws(StateError) {
        let text = try String(state: json)
        guard let outcome = OnboardingOutcome(rawValue: text) else {
            throw .unknown(text, among: ["success"] + OnboardingFailure.allCases.map(\.rawValue))
        }
        self = outcome
    }
}

extension OnboardingNonce: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        OnboardingNonce(
            text: try coder.field("text", \.text),
            link: try coder.field("link", \.link),
            offer: try coder.field("offer", \.offer),
            expiresAt: try coder.field("expires_at", \.expiresAt)
        )
    }
}

extension OnboardingGrant: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        OnboardingGrant(
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            phoneNumberID: try coder.field("phone_number_id", \.phoneNumberID),
            name: try coder.field("name", \.name)
        )
    }
}

extension OnboardingNonces: StateCodable {
    /// The nonces that are not spent, oldest first.
    var unspent: [OnboardingNonce] { order.compactMap { living[$0] } }

    func writeState(to writer: inout JSONWriter) { unspent.writeState(to: &writer) }

    init(state json: JSONValue) throws(StateError) {
        self.init()
        for (index, nonce) in try [OnboardingNonce](state: json).enumerated() {
            guard living.updateValue(nonce, forKey: nonce.text) == nil else {
                throw .duplicate(nonce.text).inside("text").inside(index)
            }
            order.append(nonce.text)
        }
    }
}
