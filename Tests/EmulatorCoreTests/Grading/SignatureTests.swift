import Testing

@testable import Domain
@testable import EmulatorCore

@Suite struct SignatureTests {
    private static let accepted = WebhookDelivery.sample("good", .sample(.answer(204)))

    @Test(arguments: [.wrong, .missing, .stale] as [DeliveryFault.Signature])
    func `a receiver that refuses invalid signatures and accepts valid ones keeps the rule`(
        kind: DeliveryFault.Signature
    ) throws {
        let refused = WebhookDelivery.sample("bad", .sample(.answer(401), .signature(kind)))
        let grade = try grade(.signature, deliveries: [refused, Self.accepted])
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["delivery:wbd_bad"])
    }

    @Test(arguments: [.wrong, .missing, .stale] as [DeliveryFault.Signature])
    func `a receiver that accepts an invalid signature breaks the rule`(kind: DeliveryFault.Signature) throws {
        let taken = WebhookDelivery.sample("bad", .sample(.answer(200), .signature(kind)))
        let grade = try grade(.signature, deliveries: [taken])
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["delivery:wbd_bad"])
        let text = "Delivery wbd_bad with a \(kind.rawValue) signature got the status 200 (1 of 1 case)."
        #expect(grade.detail == text)
    }

    @Test func `a delivery with several refused attempts is named once`() throws {
        let refused = WebhookDelivery.sample(
            "bad",
            .sample(.answer(500), .signature(.wrong)),
            .sample(.answer(401), .signature(.wrong))
        )
        let grade = try grade(.signature, deliveries: [refused, Self.accepted])
        #expect(grade.refs == ["delivery:wbd_bad"])
        #expect(grade.detail.hasSuffix("(2 cases)."))
    }

    @Test(
        arguments: [
            [accepted],
            [.sample("bad", .sample(.answer(401), .signature(.wrong)))],
            [.sample("bad", .sample(.answer(401), .signature(.wrong))), .sample("other", .sample(.answer(401)))],
            [.sample("bad", to: "wbs_2", .sample(.answer(401), .signature(.wrong))), accepted],
            [.sample("bad", .sample(.failed(.refused), .signature(.wrong))), accepted],
            [.sample("bad", .sample(.answer(200), .signature(.uppercase))), accepted],
            [
                .sample("bad", .sample(.answer(401), .signature(.wrong))),
                .sample("cut", .sample(.answer(200), .truncate(after: 1))),
            ],
        ] as [[WebhookDelivery]]
    )
    func `a receiver that refuses everything or is not probed shows nothing`(deliveries: [WebhookDelivery]) throws {
        let grade = try grade(.signature, deliveries: deliveries)
        #expect(grade.verdict == .notSeen)
        #expect(grade.detail.contains("{signature: wrong}"))
    }
}
