import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The phone number of the contact whom the tests write to and hear from.
let partner = "+628111111111"

extension MessageFailure {
    /// The failures that `simulate/message_status` takes: all but the one that only an invalid send causes.
    static let simulated = allCases.filter { $0 != .templateComponentFormat }
}

extension Emulator {
    /// Adds a number to a world; a connected number can send.
    func addNumber(
        _ id: String = usualNumber,
        status: WhatsAppAccount.Status = .connected,
        key: String = usualKey
    ) throws {
        let number = "+62 857-2516-5424"
        try seed(WhatsAppAccount(phoneNumberID: id, phoneNumber: number, name: "Acme", status: status), key: key)
    }

    /// Simulates an inbound message of the partner and returns the response; members that are null are left out.
    @discardableResult
    func hear(
        _ type: String = "text",
        _ content: JSONValue = ["body": "Hello"],
        adding members: JSONObject = [:],
        key: String = usualKey
    ) throws -> JSONValue {
        var body: JSONObject = [
            "phone_number_id": .string(usualNumber), "from": .string(partner), "type": .string(type), type: content,
        ]
        body.merge(members) { _, last in last }
        let said = body.filter { !$0.value.isNull }
        let answer = try control(key).post("/__admin/simulate/inbound_message", .object(said))
        try #require(answer.status == 201, "\(answer.json)")
        return answer.json
    }

    /// The user id of the contact with a number.
    func bsuid(of number: String = partner, key: String = usualKey) throws -> JSONValue {
        let found = try client(key).get("/\(usualNumber)/contacts?phone=%2B\(number.dropFirst())")
        return try #require(found.data[0]?["bsuid"])
    }

    /// Changes the identity of the partner and returns the response.
    @discardableResult
    func changeIdentity(_ members: JSONObject, key: String = usualKey) throws -> JSONValue {
        var body: JSONObject = ["phone_number_id": .string(usualNumber)]
        if members["user_id"] == nil { body["from"] = .string(partner) }
        body.merge(members) { _, last in last }
        let answer = try control(key).post("/__admin/simulate/identity", .object(body))
        try #require(answer.status == 200, "\(answer.json)")
        return answer.json
    }

    /// Sends a body from the usual number.
    func send(_ body: JSONValue, key: String = usualKey, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try client(key).post("/\(usualNumber)/messages", body, headers: headers)
    }

    /// Sends a text and returns its id.
    @discardableResult
    func sendText(_ text: String = "Hello", to: String = partner, key: String = usualKey) throws -> String {
        let answer = try send(.text(text, to: to), key: key)
        try #require(answer.status == 200, "\(answer.json)")
        return try #require(answer.data["id"]?.string)
    }

    /// A message as the API shows it now.
    func message(_ id: String, key: String = usualKey) throws -> JSONValue {
        let answer = try client(key).get("/\(usualNumber)/messages/\(id)")
        try #require(answer.status == 200, "\(answer.json)")
        return answer.data
    }

    /// Simulates statuses of a message and returns the response.
    @discardableResult
    func report(_ statuses: JSONValue..., error: JSONValue? = nil, of id: String) throws -> JSONValue {
        var body: JSONObject = ["message_id": .string(id), "statuses": .array(statuses)]
        body["error"] = error
        let answer = try control(usualKey).post("/__admin/simulate/message_status", .object(body))
        try #require(answer.status == 200, "\(answer.json)")
        return answer.json
    }
}

extension JSONValue {
    /// The body that sends a text.
    static func text(_ text: String = "Hello", to: String = partner) -> JSONValue {
        [
            "messaging_product": "whatsapp", "to": .string(to), "type": "text",
            "text": ["body": .string(text)],
        ]
    }

    /// The body that sends a content of a type.
    static func message(_ type: String, _ content: JSONValue) -> JSONValue {
        ["messaging_product": "whatsapp", "to": .string(partner), "type": .string(type), .init(type): content]
    }
}
