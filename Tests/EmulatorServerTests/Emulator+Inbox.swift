import Documents
import EmulatorCore
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import Domain

/// The phone number that the inbox tests use by default.
let usualNumber = "1111475158712095"

/// Another number of the same organization.
let otherNumber = "106540352242922"

/// A well-formed id that nothing has.
func unknown(_ prefix: String) -> String { prefix + "_00000000000000000000000000" }

extension Emulator {
    /// Adds phone numbers without a customer to a world.
    func connect(_ numbers: String..., key: String = usualKey) throws {
        for number in numbers {
            let account = WhatsAppAccount(
                phoneNumberID: number,
                phoneNumber: "+62 857-2516-5424",
                name: "Acme",
                status: .connected
            )
            try seed(account, key: key)
        }
    }

    /// Creates a customer, assigns the usual number to it and returns its id.
    @discardableResult
    func assignNumber(toCustomerOf team: JSONValue? = nil) throws -> String {
        var body: JSONObject = ["name": "Acme Logistics"]
        body["team_id"] = team
        let customer = try createCustomer(.object(body))
        let path = "/api/accounts/\(usualNumber)/assign"
        let answer = try control(usualKey).post(path, ["customer_id": .string(customer)])
        try #require(answer.status == 200)
        return customer
    }

    /// Gives the organization two teams and returns their ids.
    func makeTeams() throws -> [JSONValue] {
        let teams = try configure(["teams": [["name": "East"], ["name": "West"]]])["teams"]?.array
        return try #require(teams).compactMap { $0["id"] }
    }

    /// Gives the organization these users and returns their ids.
    func makeUsers(_ names: String...) throws -> [JSONValue] {
        let users = try configure(["users": .array(names.map { ["name": .string($0)] })])["users"]?.array
        return try #require(users).compactMap { $0["id"] }
    }

    /// Creates a contact through the API and returns its id.
    func createContact(_ body: JSONValue, on number: String = usualNumber, key: String = usualKey) throws -> String {
        let answer = try client(key).post("/\(number)/contacts", body)
        try #require(answer.status == 201)
        return try #require(answer.data["id"]?.string)
    }

    /// Creates a contact whose phone number has this ending.
    func createContact(_ ending: Int = 1, on number: String = usualNumber, key: String = usualKey) throws -> String {
        try createContact(["phone_number": .string("+6281110\(10_000 + ending)")], on: number, key: key)
    }

    /// Creates a label through the API and returns its id.
    func createLabel(_ name: String = "VIP", team: JSONValue? = nil, key: String = usualKey) throws -> String {
        var body: JSONObject = ["name": .string(name)]
        body["team_id"] = team
        let answer = try client(key).post("/labels", .object(body))
        try #require(answer.status == 201)
        return try #require(answer.data["id"]?.string)
    }

    /// The conversation with a contact, created without a message if it is new.
    @discardableResult
    func converse(with contact: String, key: String = usualKey) throws -> String {
        let now = clock.now
        return try world(of: key).transaction { state in
            guard let contact = state.contacts[Identifier(contact)] else { return "" }
            return state.knownConversation(with: contact, at: now).id.description
        }
    }

    /// Notes an inbound message of a contact and returns the id of the conversation.
    @discardableResult
    func hear(from contact: String, key: String = usualKey) throws -> String {
        let id = try converse(with: contact, key: key)
        let now = clock.now
        try world(of: key).transaction { state in state.noteInbound(in: Identifier(id), at: now) }
        return id
    }

    /// The types of the events after the first `count`.
    func eventTypes(after count: Int = 0) throws -> [String] {
        try events().dropFirst(count).map(\.type)
    }
}
