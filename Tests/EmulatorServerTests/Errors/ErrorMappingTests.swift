import Domain
import Testing

@testable import EmulatorServer

@Suite struct ErrorMappingTests {
    @Test(
        arguments: [
            (.accountNotConnected, "account_not_connected"), (.outsideWindow, "outside_24h_window"),
            (.quotaExceeded(quota: "messages", plan: .pro), "quota_exceeded"),
            (.whatsappRefused, "whatsapp_upstream_error"), (.tooOften(retryAfter: 3), "rate_limit_exceeded"),
            (.templateExists, "template_already_exists"),
        ] as [(DomainError, String)]
    )
    func `what the domain refuses has a code of the API`(error: DomainError, code: String) {
        #expect(APIError(error).code == code)
    }

    @Test func `a quota is named with its plan`() {
        let error = APIError(.quotaExceeded(quota: "messages", plan: .business))
        #expect(error.values == ["quota": "messages", "plan": "business"])
    }

    @Test func `what came too often says when to come again`() {
        let error = APIError(.tooOften(retryAfter: 3))
        #expect(error.values == ["n": "3"])
        #expect(error.headers == ["Retry-After": "3"])
    }

    @Test func `of a template that exists the name is to blame`() {
        #expect(APIError(.templateExists).param == "name")
    }
}
