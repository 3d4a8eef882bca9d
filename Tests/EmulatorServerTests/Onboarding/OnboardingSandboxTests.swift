import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import Domain

/// Onboarding requests have no key: the token selects the world.
@Suite struct OnboardingSandboxTests {
    /// Gives two worlds the same token and returns it.
    private func worldsWithOneToken(_ emulator: Emulator) throws -> String {
        let first = try emulator.invite("First")
        let second = try emulator.invite("Second", key: otherKey)
        try emulator.world(of: otherKey).transaction { state in
            state.setupLinksByToken[first.token] = state.setupLinksByToken[second.token]
        }
        return first.token
    }

    @Test func `a token selects the world that issued it`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.invite("First")
            let second = try emulator.invite("Second", key: otherKey)
            #expect(try emulator.resolve(first.token).data["customer"]?["name"] == "First")
            #expect(try emulator.resolve(second.token).data["customer"]?["name"] == "Second")
            #expect(try emulator.signUp(second).status == 200)
            #expect(try emulator.client().get("/accounts").data == [])
            #expect(try emulator.client(otherKey).get("/accounts").data.array?.count == 1)
        }
    }

    @Test func `a nonce of another world is refused`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.invite("First")
            let second = try emulator.invite("Second", key: otherKey)
            let nonce = try emulator.nonce(second)
            let answer = try emulator.callback([
                "token": .string(first.token), "nonce": .string(nonce), "code": "c",
            ])
            expect(answer, refuses: 403, "invalid_nonce")
        }
    }

    @Test func `a token that two worlds have needs a key`() async throws {
        try await withEmulator { emulator in
            let token = try worldsWithOneToken(emulator)
            expectProblem(try emulator.resolve(token), 409, "ambiguous_sandbox")
            let callback = try emulator.callback(["token": .string(token), "nonce": "n", "code": "c"])
            expectProblem(callback, 409, "ambiguous_sandbox")
            for (key, name) in [(usualKey, "First"), (otherKey, "Second")] {
                let answer = try emulator.resolve(token, headers: ["Authorization": "Bearer \(key)"])
                #expect(answer.data["customer"]?["name"] == .string(name))
            }
        }
    }

    @Test(arguments: [true, false])
    func `the query of an onboarding request may select the world`(isKey: Bool) async throws {
        try await withEmulator { emulator in
            let token = try worldsWithOneToken(emulator)
            let sandboxes = try emulator.control(otherKey).get("/__admin/sandboxes").json["data"]
            let id = try #require(sandboxes?[0]?["id"]?.string)
            let query = isKey ? "?api_key=\(otherKey)" : "?sandbox=\(id)"
            let path = "/api/public/onboarding/resolve" + query
            let answer = try emulator.rootClient().post(path, ["token": .string(token)])
            #expect(answer.data["customer"]?["name"] == "Second")
        }
    }

    @Test func `an onboarding request with a key looks only in the key's world`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let foreign: HTTPHeaders = ["Authorization": "Bearer \(otherKey)"]
            expect(try emulator.resolve(invitation.token, headers: foreign), refuses: 404, "resource_not_found")
            let own: HTTPHeaders = ["Authorization": "Bearer \(usualKey)"]
            let nonce = try #require(try emulator.resolve(invitation.token, headers: own).data["nonce"])
            let body: JSONValue = ["token": .string(invitation.token), "nonce": nonce, "code": "c"]
            expect(try emulator.callback(body, headers: foreign), refuses: 404, "resource_not_found")
            #expect(try emulator.callback(body, headers: own).status == 200)
        }
    }

    @Test func `a reset drops links and nonces`() async throws {
        try await withEmulator({ $0.seed = nil }) { emulator in
            let invitation = try emulator.invite()
            let nonce = try emulator.nonce(invitation)
            #expect(try emulator.control(usualKey).post("/__admin/reset").status == 200)
            expect(try emulator.resolve(invitation.token), refuses: 404, "resource_not_found")
            let body: JSONValue = ["token": .string(invitation.token), "nonce": .string(nonce), "code": "c"]
            expect(try emulator.callback(body), refuses: 404, "resource_not_found")
        }
    }
}
