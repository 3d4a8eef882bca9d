import Testing

@testable import Domain
@testable import EmulatorCore

@Suite struct DeadlineTests {
    @Test func `a receiver that answers every attempt in time keeps the rule, whatever it answers`() throws {
        let grade = try grade(
            .deadline,
            deliveries: [
                .sample("1", .sample(.answer(200))), .sample("2", .sample(.answer(500)), .sample(.failed(.refused))),
            ]
        )
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["delivery:wbd_1", "delivery:wbd_2"])
        #expect(grade.detail == "Each attempt got a response within the timeout (2 cases).")
    }

    @Test func `an attempt or a copy that times out breaks the rule`() throws {
        let copied = DeliveryFault.Effect.duplicate(copies: 1, gap: .zero)
        let grade = try grade(
            .deadline,
            deliveries: [
                .sample("1", .sample(.answer(200))), .sample("2", .sample(.failed(.timeout))),
                .sample("3", .sample(.answer(200), copied, copies: [.failed(.timeout)])),
            ]
        )
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["delivery:wbd_2", "delivery:wbd_3"])
        #expect(grade.detail == "Attempt 1 of delivery wbd_2 got no response in time (2 of 4 cases).")
    }

    @Test func `attempts that never reach a receiver show nothing about its deadline`() throws {
        let deliveries: [WebhookDelivery] = [
            .sample("1", .sample(.failed(.dns)), .sample(.lost, .drop)), .sample("2"),
        ]
        #expect(try grade(.deadline, deliveries: deliveries).verdict == .notSeen)
    }
}
