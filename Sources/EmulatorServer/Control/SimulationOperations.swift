import Documents
import Domain
import EmulatorCore

/// The operations that simulate tenants, contacts and Meta, such as a signup or an inbound message.
struct SimulationOperations: Sendable {
    let registry: SandboxRegistry
    /// Gives the base of media URLs.
    let origin: OriginPolicy

    var table: [String: ControlHandler] {
        [
            "simulateAccountStatus": .now(setStatus),
            "simulateIdentity": .now(changeIdentity),
            "simulateInboundMessage": .now(receive),
            "simulateMessageStatus": .now(report),
            "simulateOnboarding": .now(onboard),
            "simulateTemplateStatus": .now(decideOnTemplate),
        ]
    }

    /// Changes a world at the time of its clock; returns the result with the events of the change.
    func change<Result: Sendable>(
        _ sandbox: Sandbox,
        _ body: (inout WorldState, Timestamp) throws(MockError) -> Result
    ) throws(MockError) -> Changed<Result> {
        let wall = registry.now
        return try sandbox.world.change(at: wall) { state throws(MockError) in
            try body(&state, state.now(wall: wall))
        }
    }

    // MARK: Onboarding

    @Sendable private func onboard(_ call: ControlCall) throws(MockError) -> Answer {
        let target = try Target(call.body)
        let choice = Self.choice(call.body)
        let sandbox = try call.sandbox(of: registry, holding: target.description, where: target.isIn)
        let changed = try change(sandbox) { state, now throws(MockError) in
            let link = try target.link(in: state, at: now)
            return try described(state.simulateOnboarding(of: link, choice, at: now))
        }
        return .control { writer in changed.result.write(to: &writer, events: changed.events) }
    }

    private static func choice(_ body: JSONValue) -> OnboardingChoice {
        OnboardingChoice(
            outcome: body["outcome"]?.string.flatMap(OnboardingOutcome.init(rawValue:)),
            phoneNumber: body["phone_number"]?.string,
            phoneNumberID: body["phone_number_id"]?.string,
            name: body["name"]?.string
        )
    }

    /// The setup link to use: a link by id or token, or the newest active link of a customer.
    private enum Target: CustomStringConvertible {
        case customer(String)
        case link(String)
        case token(String)

        init(_ body: JSONValue) throws(MockError) {
            switch (body["customer_id"]?.string, body["setup_link_id"]?.string, body["token"]?.string) {
            case (let id?, nil, nil): self = .customer(id)
            case (nil, let id?, nil): self = .link(id)
            case (nil, nil, let token?): self = .token(token)
            default: throw MockError(.invalidBody, "Name one of customer_id, setup_link_id and token.")
            }
        }

        var description: String {
            switch self {
            case .customer(let id): "customer `\(id)`"
            case .link(let id): "setup link `\(id)`"
            case .token(let token): "setup link with the token `\(Secrets.masked(token))`"
            }
        }

        @Sendable func isIn(_ state: borrowing WorldState) -> Bool {
            switch self {
            case .customer(let id): state.customers[Identifier(id)] != nil
            case .link(let id): state.setupLinks[Identifier(id)] != nil
            case .token(let token): state.hasSetupLink(token: token)
            }
        }

        func link(in state: WorldState, at now: Timestamp) throws(MockError) -> SetupLink {
            switch self {
            case .customer(let id):
                guard let customer = state.customers[Identifier(id)],
                    let link = state.newestActiveLink(of: customer, at: now)
                else {
                    throw MockError(.noActiveLink, "Customer \(id) has no active setup link; create one first.")
                }
                return link
            case .link(let id):
                guard let link = state.setupLinks[Identifier(id)] else { throw missing }
                return link
            case .token(let token):
                guard let found = try? state.setupLink(token: token) else { throw missing }
                return found.link
            }
        }

        private var missing: MockError { MockError(.notFound, "There is no \(description).") }
    }

    // MARK: Accounts

    @Sendable private func setStatus(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let id = call.body["phone_number_id"]?.string ?? ""
        let status = call.body["status"]?.string.flatMap(WhatsAppAccount.Status.init(rawValue:)) ?? .connected
        let changed = try change(sandbox) { state, _ throws(MockError) in
            let account = try described(state.account(phoneNumberID: id))
            let changed = state.setStatus(status, of: account)
            return (account: changed, owner: changed.customerID.flatMap { state.customers[$0] })
        }
        return .control { writer in
            writer.key("account")
            changed.result.account.write(to: &writer, owner: changed.result.owner)
        }
    }
}

extension OnboardingResult {
    fileprivate func write(to writer: inout JSONWriter, events: [Identifier<DomainEvent>]) {
        writer.member("outcome", outcome == .success ? "success" : "failed")
        writer.member("reason", outcome == .success ? nil : outcome.rawValue)
        writer.member("customer_id", customer.id.description)
        writer.member("setup_link_id", link.id.description)
        writer.member("account_id", account?.phoneNumberID)
        writer.member("redirect_url", redirectURL)
        writer.key("events")
        writer.array { writer in for id in events { writer.value(id.description) } }
    }
}
