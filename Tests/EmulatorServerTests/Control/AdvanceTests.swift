import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The work that is due while a clock is advanced.
@Suite(.timeLimit(.minutes(15))) struct AdvanceTests {
    /// The times of the eight attempts of a delivery that always fails, in seconds after its event.
    private static let attempts: [Int64] = [0, 10, 40, 160, 760, 4360, 25_960, 112_360]

    private func onlyDelivery(_ emulator: Emulator) throws -> JSONValue {
        let rows = try emulator.deliveries()
        try #require(rows.count == 1)
        return try emulator.delivery(try #require(rows[0]["id"]?.string))
    }

    // MARK: The vendor's schedule

    @Test(arguments: ["real", "frozen"])
    func `a delivery that always fails makes eight attempts on schedule`(mode: String) async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.control(usualKey).put("/__admin/clock", ["mode": .string(mode)])
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let id = try #require(try onlyDelivery(emulator)["id"])
            let answer = try await emulator.advance(["by": "PT31H12M40S"])
            let rows = try #require(answer["fired"]?.array)
            #expect(rows.column("at") == Self.attempts.dropFirst().map(Emulator.instant))
            #expect(rows.column("kind") == Array(repeating: "delivery_attempt", count: 7))
            #expect(rows.column("ref") == Array(repeating: id, count: 7))
            #expect(rows.column("result") == Array(repeating: "retry", count: 6) + ["dead"])
            #expect(Set(rows.column("sandbox")).count == 1)
            #expect(answer["more"] == false)
            #expect(answer["now"] == Emulator.instant(112_360))
            let delivery = try onlyDelivery(emulator)
            #expect(delivery["status"] == "dead")
            #expect(delivery["attempts"] == 8)
            #expect(delivery["next_attempt_at"] == .null)
            let log = try #require(delivery["attempt_log"]?.array)
            #expect(log.column("at") == Self.attempts.map(Emulator.instant))
            #expect(log.column("n") == (1...8).map(JSONValue.integer))
            #expect(receiver.received.count == 8)
            #expect(try emulator.client().get("/webhook_subscriptions/\(hook.id)").data["status"] == "active")
            let after = try await emulator.advance(["by": "8d"])
            #expect(after["fired"] == [])
            #expect(receiver.received.count == 8)
        }
    }

    @Test func `the attempts of a delivery differ only in attempt number and signature`() async throws {
        let receiver = WebhookReceiver { _ in .answer(503) }
        try await withEmulator(transport: receiver) { emulator in
            try emulator.setPolicy(["sign_time": "sandbox"])
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            try await emulator.advance(["by": "32h"])
            let sent = receiver.received
            #expect(sent.count == 8)
            #expect(Set(sent.map(\.body)).count == 1)
            #expect(sent.map { $0.header("X-Kirim-Attempt") } == (1...8).map(String.init))
            for name in ["X-Kirim-Event-Id", "X-Kirim-Delivery-Id", "X-Kirim-Event", "X-Kirim-Source"] {
                #expect(Set(sent.map { $0.header(name) }).count == 1)
            }
            #expect(Set(sent.map { $0.header("X-Kirim-Signature") }).count == 8)
            let start = ManualClock().now.seconds
            for (webhook, seconds) in zip(sent, Self.attempts) {
                try expect(webhook, isSignedWith: [hook.secret], at: start + seconds)
            }
        }
    }

    @Test func `the next advance continues a delivery whose retries an earlier advance left`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Attempt") == "3" ? .answer(200) : .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let early = try await emulator.advance(["by": "9999ms"])
            #expect(early["fired"] == [])
            let second = try await emulator.advance(["by": "1ms"])
            #expect(second["fired"]?.array?.column("result") == ["retry"])
            let third = try await emulator.advance(["by": "1h"])
            #expect(third["fired"]?.array?.column("result") == ["delivered"])
            #expect(third["fired"]?.array?.column("at") == [Emulator.instant(40)])
            #expect(try onlyDelivery(emulator)["status"] == "delivered")
        }
    }

    @Test(
        arguments: [
            (.answer(200), "delivered"), (.answer(204), "delivered"), (.answer(299), "delivered"),
            (.answer(301), "retry"), (.answer(302), "retry"), (.answer(304), "retry"), (.answer(400), "dead"),
            (.answer(401), "dead"), (.answer(404), "dead"), (.answer(408), "retry"), (.answer(410), "dead"),
            (.answer(429), "retry"), (.answer(499), "dead"), (.answer(500), "retry"), (.answer(503), "retry"),
            (.fail(.timeout), "retry"), (.fail(.refused), "retry"), (.fail(.reset), "retry"), (.fail(.dns), "retry"),
            (.fail(.tls), "retry"),
        ] as [(WebhookReceiver.Reaction, String)]
    )
    func `the answer to an attempt sets its verdict`(reaction: WebhookReceiver.Reaction, verdict: String) async throws {
        let receiver = WebhookReceiver { _ in reaction }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let delivery = try onlyDelivery(emulator)
            #expect(delivery["attempt_log"]?[0]?["verdict"] == .string(verdict))
            let status = ["delivered": "delivered", "dead": "dead", "retry": "failed"][verdict] ?? ""
            #expect(delivery["status"] == .string(status))
        }
    }

    @Test(arguments: [("60", 60), ("5", 10), ("0", 10), ("soon", 10), ("Thu, 04 Jun 2026 10:00:25 GMT", 25)])
    func `a retry waits at least as long as Retry-After says`(value: String, wait: Int64) async throws {
        let receiver = WebhookReceiver { _ in .answer(429, headers: [HeaderField(name: "retry-after", value: value)]) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(try onlyDelivery(emulator)["next_attempt_at"] == Emulator.instant(wait))
            let answer = try await emulator.advance(["by": "70s"])
            #expect(answer["fired"]?[0]?["at"] == Emulator.instant(wait))
        }
    }

    // MARK: Other work that is due

    @Test func `an advance reports setup links that expire, but not used ones`() async throws {
        try await withEmulator { emulator in
            let late = try emulator.invite(link: ["expires_in_hours": 2])
            let early = try emulator.invite(link: ["expires_in_hours": 1])
            let used = try emulator.invite(link: ["expires_in_hours": 1])
            #expect(try emulator.signUp(used).status == 200)
            let answer = try await emulator.advance(["by": "2h"])
            let rows = try #require(answer["fired"]?.array)
            #expect(rows.column("kind") == ["setup_link_expired", "setup_link_expired"])
            #expect(rows.column("ref") == [.string(early.link), .string(late.link)])
            #expect(rows.column("at") == [Emulator.instant(3600), Emulator.instant(7200)])
            #expect(rows.column("result") == ["expired", "expired"])
            #expect(try emulator.link(of: early)["status"] == "expired")
        }
    }

    @Test(arguments: ["success", "no_waba_found"])
    func `an advance reports automatic onboardings and sends their webhooks`(outcome: String) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let onboarding: JSONValue = ["mode": "automatic", "after": "5m", "outcome": .string(outcome)]
            try emulator.configure(["onboarding": onboarding])
            _ = try emulator.subscribe(to: ["customer.onboarded"])
            let invitation = try emulator.invite()
            let answer = try await emulator.advance(["by": "1h"])
            let rows = try #require(answer["fired"]?.array)
            let row = try #require(rows.first)
            #expect(row["kind"] == "onboarding")
            #expect(row["ref"] == .string(invitation.link))
            #expect(row["at"] == Emulator.instant(300))
            #expect(row["result"] == .string(outcome))
            let kinds: [JSONValue] = outcome == "success" ? ["onboarding", "delivery_attempt"] : ["onboarding"]
            #expect(rows.column("kind") == kinds)
            #expect(rows.allSatisfy { $0["at"] == Emulator.instant(300) })
            #expect(receiver.received.count == kinds.count - 1)
        }
    }

    @Test func `an advance without a key runs the work of all worlds in order of time`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.invite(link: ["expires_in_hours": 1])
            _ = try emulator.invite(link: ["expires_in_hours": 1], key: otherKey)
            try await emulator.settle()
            let answer = try await emulator.advance(["by": "1h"], key: nil)
            let rows = try #require(answer["fired"]?.array)
            #expect(
                rows.column("at") == [10, 40, 160, 760, 3600, 3600].map(Emulator.instant)
            )
            #expect(Set(rows.column("sandbox")).count == 2)
            #expect(rows.column("kind").suffix(2) == ["setup_link_expired", "setup_link_expired"])
        }
    }

    // MARK: While a clock is advanced

    @Test func `a request during an advance is served at the time of the current step`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Attempt") == "1" ? .answer(500) : .hold }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let path = "/__admin/clock/advance"
            let control = emulator.control(usualKey)
            let advance = control.hold(path, ["by": "1h"])
            _ = await receiver.received(atLeast: 2)
            #expect(try control.get("/__admin/clock").json["now"] == Emulator.instant(10))
            let id = try emulator.createCustomer()
            #expect(try emulator.customer(id)["created_at"] == Emulator.instant(10))
            receiver.react { _ in .answer(200) }
            receiver.release()
            let answer = try await control.answer(to: advance, of: path)
            #expect(answer.json["now"] == Emulator.instant(3600))
            #expect(answer.json["fired"]?.array?.column("result") == ["delivered", "delivered"])
            #expect(answer.json["fired"]?.array?.column("at") == [Emulator.instant(10), Emulator.instant(10)])
        }
    }

    @Test func `a second advance waits for the first`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Attempt") == "1" ? .answer(500) : .hold }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let path = "/__admin/clock/advance"
            let control = emulator.control(usualKey)
            let replies = (1...2).map { _ in control.hold(path, ["by": "20s"]) }
            _ = await receiver.received(atLeast: 2)
            receiver.release()
            let answers = [
                try await control.answer(to: replies[0], of: path), try await control.answer(to: replies[1], of: path),
            ]
            #expect(answers.map { $0.json["from"] } == [Emulator.instant(0), Emulator.instant(20)])
            #expect(answers.map { $0.json["now"] } == [Emulator.instant(20), Emulator.instant(40)])
            #expect(answers[1].json["fired"] == [])
        }
    }

    @Test func `a reset cancels a running and a waiting advance`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Attempt") == "1" ? .answer(500) : .hold }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let path = "/__admin/clock/advance"
            let control = emulator.control(usualKey)
            let advances = (1...2).map { _ in control.hold(path, ["by": "20s"]) }
            _ = await receiver.received(atLeast: 2)
            let reset = try await control.postLater("/__admin/reset")
            #expect(reset.status == 200)
            for advance in advances { expectProblem(try await control.answer(to: advance, of: path), 503, "reset") }
            let clock = try control.get("/__admin/clock").json
            #expect(clock["now"] == Emulator.instant(0))
        }
    }

    @Test func `an attempt that is due when a clock is set is made at the new time`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Attempt") == "1" ? .answer(500) : .answer(200) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let body: JSONValue = ["mode": "frozen", "now": "2026-06-05T10:00:00Z"]
            #expect(try emulator.control(usualKey).put("/__admin/clock", body).status == 200)
            _ = await receiver.received(atLeast: 2)
            try await emulator.settle()
            let log = try #require(try onlyDelivery(emulator)["attempt_log"]?.array)
            #expect(log.column("at") == [Emulator.instant(0), "2026-06-05T10:00:00.000Z"])
            #expect(log.column("verdict") == ["retry", "delivered"])
        }
    }
}
