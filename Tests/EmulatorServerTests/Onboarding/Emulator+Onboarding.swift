import Documents
import Domain
import EmulatorTesting
import FoundationEssentials
import NIOHTTP1
import OrderedCollections
import Testing

/// A customer with a setup link.
struct Invitation: Sendable {
    let customer: String
    let link: String
    let token: String
    /// The link as the response to its creation shows it.
    let created: JSONValue
}

extension Emulator {
    /// Creates a customer with a setup link through the API.
    func invite(
        _ name: String = "Acme Logistics",
        link body: JSONValue? = nil,
        key: String = usualKey
    ) throws -> Invitation {
        try invite(customer: createCustomer(["name": .string(name)], key: key), link: body, key: key)
    }

    /// Creates a setup link of a customer through the API.
    func invite(customer: String, link body: JSONValue? = nil, key: String = usualKey) throws -> Invitation {
        let created = try createLink(of: customer, body, key: key)
        let url = try #require(created["setup_url"]?.string)
        return Invitation(
            customer: customer,
            link: try #require(created["id"]?.string),
            token: String(try #require(url.split(separator: "/").last)),
            created: created
        )
    }

    /// Resolves a token as the onboarding page does, without a key unless `headers` have one.
    func resolve(_ token: String, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try rootClient().post("/api/public/onboarding/resolve", ["token": .string(token)], headers: headers)
    }

    /// Resolves the token and returns the nonce.
    func nonce(_ invitation: Invitation) throws -> String {
        let answer = try resolve(invitation.token)
        try #require(answer.status == 200)
        return try #require(answer.data["nonce"]?.string)
    }

    /// Completes a signup as the onboarding page does.
    func callback(_ body: JSONValue, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try rootClient().post("/api/public/onboarding/callback", body, headers: headers)
    }

    /// Resolves the token and completes the signup with this code.
    func signUp(_ invitation: Invitation, code: String = "AQBx7Jk2TtVw") throws -> TestResponse {
        let nonce = try nonce(invitation)
        return try callback([
            "token": .string(invitation.token), "nonce": .string(nonce), "code": .string(code),
        ])
    }

    /// The link as its list shows it now.
    func link(of invitation: Invitation, key: String = usualKey) throws -> JSONValue {
        let list = try client(key).get("/customers/\(invitation.customer)/setup_links").data.array ?? []
        return try #require(list.first { $0["id"] == .string(invitation.link) })
    }

    /// The customer as it is now.
    func customer(_ id: String, key: String = usualKey) throws -> JSONValue {
        let answer = try client(key).get("/customers/\(id)")
        try #require(answer.status == 200)
        return answer.data
    }

    /// The time of the tests' clock.
    var now: JSONValue { .string(clock.now.description) }
}

/// The code that the stand-in for Meta's dialog gives for a choice.
func mockCode(_ choice: JSONValue) -> String { mockCode(bytes: choice.serialized) }

/// The code that the stand-in for Meta's dialog would give for any bytes.
func mockCode(bytes: [UInt8]) -> String {
    let standard = Data(bytes).base64EncodedString()
    let urlSafe = standard.replacing("+", with: "-").replacing("/", with: "_")
    return "mock." + urlSafe.filter { $0 != "=" }
}
