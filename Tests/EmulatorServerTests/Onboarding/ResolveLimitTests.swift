import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ResolveLimitTests {
    private static let strangeToken = "csl_StrangePDU4zCTm7Fju7KWv0"

    private func expectLimit(
        _ answer: TestResponse,
        after seconds: Int,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        expect(answer, refuses: 429, "rate_limit_exceeded", sourceLocation: sourceLocation)
        #expect(answer.headers["Retry-After"] == ["\(seconds)"], sourceLocation: sourceLocation)
    }

    @Test func `a token can be resolved thirty times a minute`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            for _ in 1...29 { #expect(try emulator.resolve(invitation.token).status == 200) }
            emulator.clock.advance(by: .milliseconds(20_500))
            #expect(try emulator.resolve(invitation.token).status == 200)
            expectLimit(try emulator.resolve(invitation.token), after: 40)
            emulator.clock.advance(by: .milliseconds(39_499))
            expectLimit(try emulator.resolve(invitation.token), after: 1)
            emulator.clock.advance(by: .milliseconds(1))
            #expect(try emulator.resolve(invitation.token).status == 200)
        }
    }

    @Test func `the limit is checked before the state of the link`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            _ = try emulator.client().delete("/customers/\(invitation.customer)")
            for _ in 1...30 { expect(try emulator.resolve(invitation.token), refuses: 409, "link_revoked") }
            expectLimit(try emulator.resolve(invitation.token), after: 60)
        }
    }

    @Test func `unknown tokens are counted by their first twelve characters`() async throws {
        try await withEmulator { emulator in
            let start = Self.strangeToken.prefix(12)
            for index in 1...30 {
                expect(try emulator.resolve("\(start)\(index)"), refuses: 404, "resource_not_found")
            }
            expectLimit(try emulator.resolve("\(start)another"), after: 60)
            let neighbour = "\(start.dropLast())X"
            expect(try emulator.resolve("\(neighbour)1"), refuses: 404, "resource_not_found")
        }
    }

    @Test func `the limit of one token does not affect another`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.invite()
            let second = try emulator.invite()
            for _ in 1...31 { _ = try emulator.resolve(first.token) }
            #expect(try emulator.resolve(first.token).status == 429)
            #expect(try emulator.resolve(second.token).status == 200)
        }
    }

    @Test func `a reset restarts the counts, also those of unknown tokens`() async throws {
        try await withEmulator { emulator in
            let before = try emulator.invite()
            for _ in 1...31 {
                _ = try emulator.resolve(before.token)
                _ = try emulator.resolve(Self.strangeToken)
            }
            #expect(try emulator.resolve(before.token).status == 429)
            #expect(try emulator.resolve(Self.strangeToken).status == 429)
            #expect(try emulator.control().post("/__admin/reset").status == 200)
            let after = try emulator.invite()
            #expect(after.token == before.token)
            #expect(try emulator.resolve(after.token).status == 200)
            #expect(try emulator.resolve(Self.strangeToken).status == 404)
        }
    }

    @Test func `the limit of a token is independent of the organization's rate limits`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            try emulator.configure(["rate_limits": ["enforce": true, "write_per_minute": 1]])
            for _ in 1...30 { #expect(try emulator.resolve(invitation.token).status == 200) }
            expectLimit(try emulator.resolve(invitation.token), after: 60)
            #expect(try emulator.client().post("/customers", ["name": "B"]).status == 201)
            #expect(try emulator.client().post("/customers", ["name": "B"]).status == 429)
        }
    }

    @Test func `the minute of the limit follows the clock of the token's world`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let client = emulator.control(usualKey)
            #expect(try client.put("/__admin/clock", ["mode": "frozen"]).status == 200)
            for _ in 1...31 { _ = try emulator.resolve(invitation.token) }
            emulator.clock.advance(by: .seconds(61))
            expectLimit(try emulator.resolve(invitation.token), after: 60)
            try await emulator.advance(["by": "60s"])
            #expect(try emulator.resolve(invitation.token).status == 200)
        }
    }

    @Test func `the callback is not limited`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            for _ in 1...40 {
                let body: JSONValue = ["token": .string(invitation.token), "nonce": "x", "code": "y"]
                expect(try emulator.callback(body), refuses: 403, "invalid_nonce")
            }
        }
    }
}
