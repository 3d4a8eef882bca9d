import Testing

@testable import Domain
@testable import EmulatorCore

@Suite struct DuplicatesTests {
    private static let copied = DeliveryFault.Effect.duplicate(copies: 2, gap: .zero)

    @Test func `a receiver that answers each copy with 2xx keeps the rule`() throws {
        let delivery = WebhookDelivery.sample(
            "1",
            .sample(.answer(200), Self.copied, copies: [.answer(200), .answer(204)])
        )
        let grade = try grade(.duplicates, deliveries: [delivery])
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["delivery:wbd_1"])
        #expect(grade.detail == "Each duplicate of an accepted delivery got a 2xx response (2 cases).")
    }

    @Test func `a receiver that refuses a copy breaks the rule`() throws {
        let delivery = WebhookDelivery.sample(
            "1",
            .sample(.answer(200), Self.copied, copies: [.answer(409), .answer(200)])
        )
        let grade = try grade(.duplicates, deliveries: [delivery])
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["delivery:wbd_1"])
        #expect(grade.detail == "Delivery wbd_1 was accepted, and then its copy got the status 409 (1 of 2 cases).")
    }

    @Test(arguments: [(202, .pass), (500, .fail)] as [(Int, Grade.Verdict)])
    func `a replay of an accepted delivery is a duplicate`(status: Int, verdict: Grade.Verdict) throws {
        let grade = try grade(
            .duplicates,
            deliveries: [
                .sample("1", .sample(.answer(200), took: 5)),
                .sample("2", replaying: "1", .sample(.answer(status), at: 1000)),
            ]
        )
        #expect(grade.verdict == verdict)
        #expect(grade.refs == ["delivery:wbd_2"])
        guard verdict == .fail else { return }
        let text = "Delivery wbd_2 is a replay of wbd_1, which was accepted before; its status is 500 (1 of 1 case)."
        #expect(grade.detail == text)
    }

    @Test(
        arguments: [
            [.sample("1", .sample(.answer(200)))],
            [.sample("1", .sample(.answer(500), copied, copies: [.answer(409)]))],
            [.sample("1", .sample(.answer(200), copied, copies: [.failed(.refused)]))],
            [.sample("1", .sample(.answer(500))), .sample("2", replaying: "1", .sample(.answer(500), at: 1000))],
            [
                .sample("1", .sample(.answer(200), took: 2000)),
                .sample("2", replaying: "1", .sample(.answer(500), at: 1000)),
            ],
            [
                .sample("1", .sample(.answer(200))),
                .sample("2", replaying: "1", .sample(.answer(401), at: 1000, .signature(.wrong))),
            ],
            [.sample("2", replaying: "1", .sample(.answer(500), at: 1000))],
        ] as [[WebhookDelivery]]
    )
    func `a delivery that was not accepted before shows nothing about duplicates`(
        deliveries: [WebhookDelivery]
    ) throws {
        let grade = try grade(.duplicates, deliveries: deliveries)
        #expect(grade.verdict == .notSeen)
        #expect(grade.detail.contains("{duplicate: {n: 1}}"))
    }
}
