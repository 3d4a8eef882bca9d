/// The key of a step that says what it does.
enum StepVerb: Hashable, Sendable {
    case request, wait, changes, expectEvent, expectDelivery, expectRequests
    case control(ControlStep.Verb)
}

extension StepVerb: RawRepresentable, CaseIterable {
    static let allCases: [StepVerb] =
        [.request] + ControlStep.Verb.allCases.map(StepVerb.control)
        + [.wait, .changes, .expectEvent, .expectDelivery, .expectRequests]

    init?(rawValue: String) {
        guard let verb = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = verb
    }

    /// The key in the file.
    var rawValue: String {
        switch self {
        case .request: "request"
        case .wait: "wait"
        case .changes: "changes"
        case .expectEvent: "expect_event"
        case .expectDelivery: "expect_delivery"
        case .expectRequests: "expect_requests"
        case .control(let verb): verb.rawValue
        }
    }
}
