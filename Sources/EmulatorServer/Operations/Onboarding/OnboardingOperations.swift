import Documents
import Domain
import EmulatorCore
import NIOHTTP1

/// The operations of the tag Onboarding, which the page of a setup link calls.
enum OnboardingOperations {
    /// The number of calls of resolveOnboarding per minute and token prefix.
    static let resolvesPerMinute = 30
    /// The length of the token prefix by which calls are counted, in characters.
    private static let prefixLength = 12

    static let table: [String: OperationHandler] = [
        "resolveOnboarding": .open(.POST, [], refusing: [[:]], resolve),
        "completeOnboarding": .open(.POST, [], refusing: [[:]], complete),
    ]

    // MARK: Resolve

    private static func resolve(_ call: Call, _ world: World?) throws(APIError) -> Answer {
        try countCall(call, world)
        try call.fields.throwFirst()
        guard let world else { throw unknown(call) }
        return try call.change(world) { state throws(APIError) in
            let invitation = try mapped(state.resolveOnboarding(token: token(call), at: call.now))
            let organization = state.organization.name
            return call.data { writer in invitation.write(to: &writer, organization: organization) }
        }
    }

    /// Counts each call with a token, known or not, before all other checks.
    private static func countCall(_ call: Call, _ world: World?) throws(APIError) {
        guard let token = call.body["token"]?.string else { return }
        let limiter = world?.onboardingLimiter ?? call.unmatchedTokens
        let prefix = String(token.unicodeScalars.prefix(prefixLength))
        guard let wait = limiter.count(prefix, limit: resolvesPerMinute, at: call.now) else { return }
        let refusal = APIError(.rateLimitExceeded, values: ["n": String(wait)])
        throw refusal.with(header: "Retry-After", String(wait))
    }

    // MARK: Complete

    private static func complete(_ call: Call, _ world: World?) throws(APIError) -> Answer {
        try call.fields.throwFirst()
        let choice = try choice(call)
        guard let world else { throw unknown(call) }
        let nonce = call.body["nonce"]?.string ?? ""
        let (result, limit) = try call.change(world) { state throws(APIError) in
            let result = try mappedWithRedirect { () throws(DomainError) in
                try state.completeOnboarding(token: token(call), nonce: nonce, choice, at: call.now)
            }
            return (result, state.organization.connectedAccountLimit)
        }
        if case .failure(let reason) = result.outcome { throw failure(reason, result, limit) }
        return call.data { writer in
            writer.object { writer in
                writer.member("status", "success")
                writer.member("customer_id", result.customer.id.description)
                writer.member("account_id", result.account?.phoneNumberID)
                writer.member("redirect_url", result.redirectURL)
            }
        }
    }

    /// The outcome of Meta's dialog, which the user can choose in the simulated dialog.
    private static func choice(_ call: Call) throws(APIError) -> OnboardingChoice {
        if call.body["error"]?.string != nil { return OnboardingChoice(outcome: .failure(.signupCancelled)) }
        let code = call.body["code"]?.string ?? ""
        guard code.hasPrefix(DialogCode.prefix) else { return OnboardingChoice() }
        guard let choice = DialogCode.choice(in: code) else {
            throw APIError(
                .invalidFieldValue,
                values: ["detail": "mock. must be followed by the base64url of a JSON object with the choice"],
                param: "code"
            )
        }
        return choice
    }

    private static func failure(_ reason: OnboardingFailure, _ result: OnboardingResult, _ limit: Int?) -> APIError {
        var error = APIError(code: reason.rawValue, values: ["limit": String(limit ?? Plan.unlimited)])
        error.siblings["redirect_url"] = result.redirectURL.map(JSONValue.string) ?? .null
        return error
    }

    /// Maps errors as `mapped(_:)` does; the error of an expired link also has `redirect_url`.
    private static func mappedWithRedirect<Result>(
        _ body: () throws(DomainError) -> Result
    ) throws(APIError) -> Result {
        do throws(DomainError) {
            return try body()
        } catch {
            var answer = APIError(refusal: error)
            if case .linkExpired(let url) = error {
                answer.siblings["redirect_url"] = url.map(JSONValue.string) ?? .null
            }
            throw answer
        }
    }

    // MARK: Token

    private static func token(_ call: Call) -> String { call.body["token"]?.string ?? "" }

    private static func unknown(_ call: Call) -> APIError {
        APIError(refusal: .notFound(resource: "setup link", id: token(call)))
    }
}

extension OnboardingInvitation {
    /// Writes the values that the page shows, and the default values for its simulated dialog.
    fileprivate func write(to writer: inout JSONWriter, organization: String) {
        writer.object { writer in
            writer.key("customer")
            writer.object { $0.member("name", customer.name) }
            writer.key("organization")
            writer.object { $0.member("name", organization) }
            writer.member("nonce", nonce)
            writer.key("meta")
            writer.object { writer in
                writer.member("app_id", "000000000000000")
                writer.member("config_id", "000000000000000")
                writer.member("graph_version", "v23.0")
            }
            writer.member("expires_at", link.expiresAt.description)
            writer.key("mock")
            writer.object { writer in
                writer.member("phone_number", offer.phoneNumber)
                writer.member("phone_number_id", offer.phoneNumberID)
                writer.member("name", offer.name)
            }
        }
    }
}
