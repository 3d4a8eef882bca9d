import Documents
import Testing

@testable import Domain

@Suite struct StateContinuationTests {
    /// Uses a world and returns a trace of what it draws, lists and sends; other changes are in its export.
    private func proceed(_ state: inout WorldState, _ world: RichWorld) throws -> [String] {
        var trace: [String] = []
        let customer = try state.addCustomer("Another")
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        trace += [customer.id.description, customer.internalID, link.token]
        let choice = OnboardingChoice(outcome: .success)
        let result = try state.completeOnboarding(token: world.token, nonce: world.nonce, choice, at: .start)
        trace += [result.account?.phoneNumber ?? "", result.redirectURL ?? ""]
        trace.append(try state.resolveOnboarding(token: link.token, at: .start).nonce)
        for conversation in state.conversations.byAge.prefix(2) { state.noteInbound(in: conversation.id, at: .start) }
        trace += try writeMessages(in: &state)
        let endpoint = state.addEndpoint("new.example", events: ["customer.created"])
        trace += endpoint.secrets.map(\.text)
        trace += try pages(of: state)
        trace += state.sendAll(.answer(500)).map { "\($0.delivery) \($0.number) \($0.due)" }.sorted()
        for span in [TimeSpan.minutes(5), .hours(3), .hours(30 * 24)] {
            trace += try advance(&state, span)
        }
        trace += try pages(of: state)
        state.removeOldDeliveries(at: state.now(wall: .start).adding(.hours(1)))
        return trace
    }

    /// Receives and sends messages; the quota also counts those that were sent before.
    private func writeMessages(in state: inout WorldState) throws -> [String] {
        let account = try state.account(phoneNumberID: "234567")
        let heard = try #require(InboundDraft(["from": "628110001001", "type": "image", "image": [:]]))
        let received = try state.receive(heard, on: account, origin: "http://localhost", at: .start)
        let last = try #require(state.messages.byAge.last { $0.direction == .inbound && $0.id != received.id })
        let isTooSoon = (try? state.markRead(last, showingTyping: true, at: .start)) == nil
        var trace = [received.wamid, received.content.media?.id ?? "", "\(isTooSoon)"]
        state.organization.limits.messagesPerMonth = state.sendCounts[Timestamp.start.month] + 1
        for _ in 0..<2 { trace.append((try? state.send(.text(), from: account, at: .start))?.wamid ?? "refused") }
        return trace + state.messages.byAge.map { "\($0.status)" }
    }

    private func advance(_ state: inout WorldState, _ span: TimeSpan) throws -> [String] {
        let start = state.now(wall: .start)
        var trace: [String] = []
        while true {
            switch state.queueAndStep(from: start, towards: start.adding(span), wall: .start) {
            case .send(let ticket):
                trace.append("\(ticket.delivery) \(ticket.number) \(ticket.at) \(ticket.secrets)")
                state.end(ticket, ticket.number < 3 ? .answer(503) : .answer(200))
            case .fired(let timers):
                trace += timers.map { "\($0)" }
            case .waiting, .arrived: return trace
            }
        }
    }

    private func pages(of state: WorldState) throws -> [String] {
        var trace: [String] = []
        var position: Int?
        repeat {
            let page = state.customers.page(of: .visible(team: nil), after: position, limit: 2)
            trace += page.items.map { String(json: $0) }
            position = page.nextPosition
            if let position {
                let cursor = state.cursors.cursor(at: position, of: "customers")
                trace.append(cursor)
                #expect(try state.cursors.position(of: cursor, in: "customers") == position)
            }
        } while position != nil
        trace += try conversations(of: state)
        trace += state.deliveries.page(of: .init(status: .failed), after: nil, limit: 3).items.map { String(json: $0) }
        return trace
    }

    /// Pages through the conversations, from the top and from a place of the rich world.
    private func conversations(of state: WorldState) throws -> [String] {
        var trace: [String] = []
        for status in [nil, Conversation.Status.open] {
            let filter = ActivityOrder.Filter(accountID: "234567", status: status)
            for start in [nil, ActivityPlace(start: 10, rank: ActivityRank(height: 8)).packed] {
                var position = start
                if let position { try state.checkConversationPosition(position) }
                repeat {
                    let page = state.conversationPage(of: filter, after: position, limit: 2)
                    trace += page.items.map { String(json: $0) } + ["\(page.nextPosition ?? -1)"]
                    position = page.nextPosition
                } while position != nil
            }
        }
        return trace
    }

    @Test func `an imported world behaves like the original from then on`() throws {
        let world = try RichWorld()
        var original = world.state.revived()
        var copy = try world.state.reimported()
        let expected = try proceed(&original, world)
        let trace = try proceed(&copy, world)
        for (left, right) in zip(trace, expected) { #expect(left == right) }
        #expect(trace.count == expected.count)
        #expect(copy.exportedText == original.exportedText)
        #expect(try copy.reimported().exportedText == copy.exportedText)
    }

    @Test func `page positions and the gaps of deleted deliveries survive export and import`() throws {
        var state = try RichWorld().state.revived()
        let oldest = state.rows()
        let page = state.deliveries.page(of: .init(), after: nil, limit: 2)
        state.removeOldDeliveries(at: .start.adding(WebhookDelivery.lifetime))
        #expect(state.rows().count < oldest.count)
        var other = try state.reimported()
        #expect(other.exportedText == state.exportedText)
        let after = try #require(page.nextPosition)
        for limit in [1, 5] {
            let left = state.deliveries.page(of: .init(), after: after, limit: limit)
            let right = other.deliveries.page(of: .init(), after: after, limit: limit)
            #expect(left.items == right.items)
            #expect(left.nextPosition == right.nextPosition)
        }
        for late in [false, true] {
            if late {
                state.removeOldDeliveries(at: .start.adding(.hours(9000)))
                other.removeOldDeliveries(at: .start.adding(.hours(9000)))
                #expect(state.rows().isEmpty && other.rows().isEmpty)
            }
            _ = try state.addCustomer()
            _ = try other.addCustomer()
            #expect(other.exportedText == state.exportedText)
            #expect(try other.reimported().exportedText == state.exportedText)
        }
    }

    @Test func `after an import an attempt that was under way waits again in its old place`() throws {
        var state = WorldState.sample()
        state.freeze()
        let endpoint = state.addEndpoint()
        for name in ["first", "second", "third"] { _ = try state.addCustomer(name) }
        let first = state.queueAndStart(wall: .start).first
        let ticket = try #require(first)
        #expect(state.deliveryQueue.isRunning(ticket.delivery))
        var other = try state.reimported()
        #expect(other.deliveryQueue.runningCount == 0)
        let second = other.queueAndStart(wall: .start).first
        let again = try #require(second)
        #expect(again.delivery == ticket.delivery)
        #expect(again.number == 1)
        #expect(other.sendAll(.answer(200)).isEmpty)
        other.end(again, .answer(200))
        #expect(other.sendAll(.answer(200)).map(\.delivery) == state.rows().dropFirst().map(\.id))
        #expect(try other.present(endpoint).status == .active)
    }

    @Test func `after an import a delivered event is not sent again`() throws {
        var state = WorldState.sample()
        _ = state.addEndpoint()
        _ = try state.addCustomer()
        state.sendAll(.answer(200))
        var other = try state.reimported()
        #expect(other.queueAndStart(wall: .start).isEmpty)
        #expect(other.queueAndStartOne(wall: .start) == nil)
    }

    @Test(arguments: [true, false])
    func `an imported delivery under way is dead if its subscription is gone or disabled`(isDeleted: Bool) throws {
        var state = WorldState.sample()
        let endpoint = state.addEndpoint()
        _ = try state.addCustomer()
        let started = state.queueAndStartOne(wall: .start)
        let ticket = try #require(started)
        if isDeleted {
            state.deleteWebhookSubscription(endpoint, at: .start.adding(.seconds(1)))
        } else {
            try state.setStatus(.disabled, of: endpoint, at: .start.adding(.seconds(1)))
        }
        let other = try state.reimported()
        #expect(try other.present(ticket).status == .dead)
        #expect(try other.present(ticket).nextAttemptAt == nil)
        #expect(try state.present(ticket).status == .pending)
        #expect(other.deliveryQueue.waiting.isEmpty)
        #expect(try other.reimported().exportedText == other.exportedText)
    }

    @Test func `an imported world runs the timers that are due`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        state.organization.onboarding.mode = .automatic
        state.organization.onboarding.after = .minutes(5)
        _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        var other = try state.reimported()
        #expect(other.timers.countBesideDeliveries == 2)
        other.runDueTimers(wall: .start.adding(.hours(1)))
        #expect(other.accounts.count == 1)
        #expect(other.timers.countBesideDeliveries == 1)
    }
}
