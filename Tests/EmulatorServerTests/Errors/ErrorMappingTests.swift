import Domain
import Testing

@testable import EmulatorServer

@Suite struct ErrorMappingTests {
    /// An error of the domain and its code in the API.
    struct Refusal: CustomTestStringConvertible, Sendable {
        let error: DomainError
        let testDescription: String
    }

    @Test(arguments: [
        Refusal(error: .accountNotConnected, testDescription: "account_not_connected"),
        Refusal(error: .outsideWindow, testDescription: "outside_24h_window"),
        Refusal(error: .quotaExceeded(quota: "messages", plan: .pro), testDescription: "quota_exceeded"),
        Refusal(error: .whatsappRefused, testDescription: "whatsapp_upstream_error"),
        Refusal(error: .tooOften(retryAfter: 3), testDescription: "rate_limit_exceeded"),
        Refusal(error: .templateExists, testDescription: "template_already_exists"),
    ])
    func `a domain error has its code of the API`(refusal: Refusal) {
        #expect(APIError(refusal: refusal.error).code == refusal.testDescription)
    }

    @Test func `a quota error names the quota and the plan`() {
        let error = APIError(refusal: .quotaExceeded(quota: "messages", plan: .business))
        #expect(error.values == ["quota": "messages", "plan": "business"])
    }

    @Test func `a rate limit error says when to retry`() {
        let error = APIError(refusal: .tooOften(retryAfter: 3))
        #expect(error.values == ["n": "3"])
        #expect(error.headers == ["Retry-After": "3"])
    }

    @Test func `an error for a template that exists names the field name`() {
        #expect(APIError(refusal: .templateExists).param == "name")
    }
}
