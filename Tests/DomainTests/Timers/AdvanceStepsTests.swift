import Testing

@testable import Domain

struct AdvanceStepsTests {
    private func at(_ span: TimeSpan) -> Timestamp { .start.adding(span) }

    /// A world with a frozen clock and one customer with setup links that expire after an hour.
    private func world(links: Int) throws -> WorldState {
        var state = WorldState.sample()
        state.freeze()
        let customer = try state.addCustomer()
        for _ in 0..<links { _ = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start) }
        return state
    }

    @Test func `the steps of an advance run all timers up to its target at once`() throws {
        var state = try world(links: 3)
        let steps = state.steps(from: .start, towards: at(.hours(2)), wall: .start)
        #expect(steps.fired.map(\.at) == Array(repeating: at(.hours(1)), count: 3))
        guard case .arrived(at(.hours(2))) = steps.next else {
            Issue.record("the advance has not arrived: \(steps.next)")
            return
        }
    }

    @Test func `requests have their turn after 64 timers of an advance`() throws {
        var state = try world(links: 65)
        let first = state.steps(from: .start, towards: at(.hours(2)), wall: .start)
        #expect(first.fired.count == 64)
        guard case .fired = first.next else {
            Issue.record("the steps have not paused: \(first.next)")
            return
        }
        #expect(state.steps(from: .start, towards: at(.hours(2)), wall: .start).fired.count == 1)
    }

    @Test func `the steps of an advance stop at an attempt, after the timers before it`() throws {
        var state = try world(links: 2)
        _ = state.addEndpoint()
        _ = try state.addCustomer(at: .start)
        let first = try #require(state.queueAndStart(wall: .start).first)
        #expect(state.end(first, .answer(429, retryAfter: "7200")) == .retry)
        let steps = state.steps(from: .start, towards: at(.hours(9)), wall: .start)
        #expect(steps.fired.count == 2)
        guard case .send(let ticket) = steps.next else {
            Issue.record("no attempt is sent: \(steps.next)")
            return
        }
        #expect(ticket.delivery == first.delivery)
        #expect(ticket.at == at(.hours(2)))
        guard case .waiting = state.steps(from: .start, towards: at(.hours(9)), wall: .start).next else {
            Issue.record("the advance does not wait for the attempt")
            return
        }
    }

    @Test func `the steps of an advance stop at deliveries that are not in the queue yet`() throws {
        var state = try world(links: 1)
        state.organization.onboarding.mode = .automatic
        state.organization.onboarding.after = .minutes(5)
        _ = state.addEndpoint(events: ["customer.onboarded"])
        let customer = try state.addCustomer()
        _ = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        let steps = state.steps(from: .start, towards: at(.hours(2)), wall: .start)
        #expect(steps.fired.map(\.kind) == [.onboarding])
        #expect(state.now(wall: .start) == at(.minutes(5)))
        state.enqueueAddedDeliveries { _ in nil }
        guard case .send = state.steps(from: .start, towards: at(.hours(2)), wall: .start).next else {
            Issue.record("the delivery is not sent")
            return
        }
    }
}

extension AttemptOutcome {
    /// An answer that asks for a pause.
    fileprivate static func answer(_ status: Int, retryAfter: String) -> AttemptOutcome {
        let header = HeaderField(name: "Retry-After", value: retryAfter)
        return .answered(ReceiverAnswer(status: status, headers: [header]))
    }
}
