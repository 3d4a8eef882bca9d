import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

extension Emulator {
    /// The phone number that the tests create templates on.
    static let number = "1111475158712095"

    /// The path of the templates of that number.
    static let templates = "/1111475158712095/templates"

    /// A request body of createTemplate with one variable.
    static func templateBody(
        _ name: String = "parcel_update",
        _ language: String = "id",
        text: String = "Hello {{1}}, your parcel is on its way."
    ) -> JSONValue {
        [
            "name": .string(name), "category": "UTILITY", "language": .string(language),
            "components": [["type": "BODY", "text": .string(text)]],
        ]
    }

    /// Adds the number to a world.
    func seedNumber(_ status: WhatsAppAccount.Status = .connected, key: String = usualKey) throws {
        let account = WhatsAppAccount(
            phoneNumberID: Self.number,
            phoneNumber: "+62 857-2516-5424",
            name: "Toko",
            status: status
        )
        try seed(account, key: key)
    }

    /// Creates a template through the API and returns it.
    @discardableResult
    func createTemplate(_ name: String = "parcel_update", _ language: String = "id") throws -> JSONValue {
        let answer = try client().post(Self.templates, Self.templateBody(name, language))
        try #require(answer.status == 201)
        return answer.data
    }

    /// Simulates a decision of Meta's on a template and returns the template.
    @discardableResult
    func decide(_ status: String, on name: String = "parcel_update", onSync: Bool = false) throws -> JSONValue {
        let answer = try control(usualKey).post(
            "/__admin/simulate/template_status",
            [
                "phone_number_id": .string(Self.number), "name": .string(name), "status": .string(status),
                "on_sync": .bool(onSync),
            ]
        )
        try #require(answer.status == 200)
        return answer.json["template"] ?? .null
    }
}
