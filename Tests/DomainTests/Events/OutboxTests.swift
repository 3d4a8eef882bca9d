import Testing

@testable import Domain

@Suite struct OutboxTests {
    private func events(_ count: Int) throws -> [DomainEvent] {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        return (0..<count).map { number in
            DomainEvent(id: Identifier("evt_\(number)"), createdAt: .start, kind: .customerCreated(customer))
        }
    }

    @Test func `the outbox keeps events in the order in which they were appended`() throws {
        var outbox = Outbox()
        let all = try events(5)
        for event in all { outbox.append(event) }
        #expect(Array(outbox.events) == all)
        #expect(outbox.total == 5)
        for seen in 0...5 { #expect(Array(outbox.events(after: seen)) == Array(all.dropFirst(seen))) }
    }

    @Test func `the outbox keeps the newest ten thousand events and counts all of them`() throws {
        var outbox = Outbox()
        let all = try events(10_003)
        for event in all.prefix(10_000) { outbox.append(event) }
        #expect(outbox.events.count == 10_000)
        #expect(outbox.events.first == all.first)
        for event in all.dropFirst(10_000) { outbox.append(event) }
        #expect(outbox.events.count == 10_000)
        #expect(outbox.total == 10_003)
        #expect(Array(outbox.events) == Array(all.dropFirst(3)))
        #expect(Array(outbox.events(after: 0)) == Array(all.dropFirst(3)))
        #expect(Array(outbox.events(after: 10_001)) == Array(all.dropFirst(10_001)))
        #expect(outbox.events(after: 10_003).isEmpty)
        #expect(outbox.events(after: 20_000).isEmpty)
    }
}
