/// The key of a step that says what it does.
enum StepVerb: Hashable, Sendable {
    case request, response, wait, changes, expectEvent, expectDelivery, expectRequests
    case control(ControlStep.Verb)
}

extension StepVerb: RawRepresentable, CaseIterable {
    static let allCases: [StepVerb] =
        [.request, .response] + ControlStep.Verb.allCases.map(StepVerb.control)
        + [.wait, .changes, .expectEvent, .expectDelivery, .expectRequests]

    init?(rawValue: String) {
        guard let verb = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = verb
    }

    /// The members of `expect` that a step with this verb can have; none if it gets no response.
    var expectable: [String] {
        switch self {
        case .request: Self.expectableOfResponse + ["within"]
        case .response: Self.expectableOfResponse
        case .control: ["status", "code", "body"]
        case .wait, .changes, .expectEvent, .expectDelivery, .expectRequests: []
        }
    }

    private static let expectableOfResponse = ["status", "error", "headers", "body", "min_duration", "connection"]

    /// The key in the file.
    var rawValue: String {
        switch self {
        case .request: "request"
        case .response: "response"
        case .wait: "wait"
        case .changes: "changes"
        case .expectEvent: "expect_event"
        case .expectDelivery: "expect_delivery"
        case .expectRequests: "expect_requests"
        case .control(let verb): verb.rawValue
        }
    }
}
