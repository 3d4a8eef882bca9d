import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct CreateTemplateTests {
    @Test func `a new template is pending and is read as it was created`() async throws {
        try await withEmulator { emulator in
            let owner = try emulator.createCustomer()
            try emulator.seed(
                WhatsAppAccount(
                    phoneNumberID: Emulator.number,
                    phoneNumber: "+62 857-2516-5424",
                    name: "Toko",
                    status: .connected,
                    customerID: Identifier(owner)
                )
            )
            let events = try emulator.events().count
            let created = try emulator.client().post(Emulator.templates, Emulator.templateBody())
            #expect(created.status == 201)
            let id = try #require(created.data["id"]?.string)
            #expect(id.wholeMatch(of: /tmpl_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
            #expect(created.data["status"] == "pending")
            #expect(created.data["variables"] == ["1"])
            #expect(
                created.data["whatsapp_account"] == [
                    "phone_number": "+62 857-2516-5424", "phone_number_id": .string(Emulator.number),
                    "customer": ["id": .string(owner), "name": "Acme Logistics"],
                ]
            )
            #expect(try emulator.client().get(Emulator.templates + "/parcel_update").data == created.data)
            #expect(try emulator.client().get(Emulator.templates).data == [created.data])
            #expect(try emulator.events().count == events)
            _ = try emulator.client().patch("/customers/\(owner)", ["name": "Renamed"])
            let renamed = try emulator.client().get(Emulator.templates + "/parcel_update")
            #expect(renamed.data["whatsapp_account"]?["customer"]?["name"] == "Renamed")
        }
    }

    @Test func `a template whose creation ends in 502 is not stored`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            let rule: JSONValue = [
                "on": ["operation": "createTemplate"], "then": ["error": "whatsapp_upstream_error"], "times": 1,
            ]
            _ = try emulator.control(usualKey).post("/__admin/faults", rule)
            let refused = try emulator.client().post(Emulator.templates, Emulator.templateBody())
            expect(refused, refuses: 502, "whatsapp_upstream_error")
            #expect(try emulator.client().get(Emulator.templates).data == [])
            #expect(try emulator.client().post(Emulator.templates, Emulator.templateBody()).status == 201)
        }
    }

    @Test func `an authentication template with a text of its own is refused, in Meta's form it is accepted`()
        async throws
    {
        func body(_ components: JSONValue) -> JSONValue {
            ["name": "code", "category": "AUTHENTICATION", "language": "id", "components": components]
        }
        try await withEmulator { emulator in
            try emulator.seedNumber()
            let own = try emulator.client().post(Emulator.templates, body([["type": "BODY", "text": "Code {{1}}."]]))
            expect(own, refuses: 400, "invalid_field_value", param: "components")
            #expect(try emulator.client().get(Emulator.templates).data == [])
            let form: JSONValue = [
                ["type": "BODY", "add_security_recommendation": true],
                ["type": "FOOTER", "code_expiration_minutes": 5],
                ["type": "BUTTONS", "buttons": [["type": "OTP", "otp_type": "COPY_CODE", "text": "Copy"]]],
            ]
            #expect(try emulator.client().post(Emulator.templates, body(form)).status == 201)
        }
    }

    @Test func `the keys of a template are in the order of the contract`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            #expect(
                try emulator.createTemplate().object.map { Array($0.keys) } == [
                    "id", "object", "name", "template_name", "language", "status", "category", "content",
                    "header_type", "header_content", "footer_content", "has_variables", "variables", "buttons",
                    "components", "whatsapp_account", "created_at", "updated_at",
                ]
            )
        }
    }

    /// A change that makes a valid body invalid, and the code and the param of its refusal.
    struct WrongBody: CustomTestStringConvertible, Sendable {
        let field: String
        let value: JSONValue?
        let code: String
        let param: String

        init(_ field: String, _ value: JSONValue?, _ code: String = "invalid_field_value", _ param: String? = nil) {
            self.field = field
            self.value = value
            self.code = code
            self.param = param ?? field
        }

        /// Adds a component to a valid body; the refusal names the components as a whole.
        init(beside component: JSONValue) {
            self.init("components", [["type": "BODY", "text": "Hello"], component])
        }

        var testDescription: String { "\(field): \(value.map { "\($0)" } ?? "absent")" }
    }

    static let fields = [
        WrongBody("name", nil, "missing_required_field"), WrongBody("name", .null, "missing_required_field"),
        WrongBody("name", "Parcel", "invalid_template_name"), WrongBody("name", "", "invalid_template_name"),
        WrongBody("name", "parcel-update", "invalid_template_name"), WrongBody("name", 5, "invalid_template_name"),
        WrongBody("name", .string(String(repeating: "a", count: 513)), "invalid_template_name"),
        WrongBody("category", nil, "missing_required_field"), WrongBody("category", "utility"),
        WrongBody("language", nil, "missing_required_field"), WrongBody("language", "english"),
        WrongBody("language", "en-US"), WrongBody("language", "EN"), WrongBody("language", "en_us"),
        WrongBody("components", nil, "missing_required_field"), WrongBody("components", "Hello"),
        WrongBody("components", []), WrongBody("components", [["type": "FOOTER", "text": "A"]]),
        WrongBody(
            "components",
            [["type": "BODY", "text": "Hello"], ["text": "Acme"]],
            "missing_required_field",
            "components.1.type"
        ),
        WrongBody("components", [["type": "body", "text": "Hello"]]),
        WrongBody("variables", [1], "invalid_field_value", "variables.0"),
        WrongBody("messageSendTtlSeconds", "60"),
    ]

    static let parts = [
        WrongBody(beside: ["type": "BODY", "text": "Again"]),
        WrongBody(beside: ["type": "FOOTER"]),
        WrongBody(beside: ["type": "HEADER"]),
        WrongBody(beside: ["type": "HEADER", "text": "{{2}}"]),
        WrongBody(beside: ["type": "HEADER", "format": "IMAGE"]),
        WrongBody(
            beside: ["type": "HEADER", "format": "IMAGE", "example": ["header_url": ["https://127.0.0.1/a.png"]]]
        ),
        WrongBody(
            beside: ["type": "HEADER", "format": "VIDEO", "example": ["header_handle": ["http://a.example/a"]]]
        ),
        WrongBody(beside: [
            "type": "HEADER", "format": "IMAGE", "example": ["header_url": ["https://a.example/a.webp"]],
        ]),
        WrongBody("components", [["type": "BODY"]]), WrongBody("components", [["type": "BODY", "text": "Hi {{1}}"]]),
        WrongBody("components", [["type": "BODY", "text": "{{2}} hi"]]),
        WrongBody("components", [["type": "BODY", "text": "{{1}} and {{1}} hi"]]),
        WrongBody("components", [["type": "BODY", "text": "{{name}} hi"]]),
    ]

    @Test(arguments: fields + parts)
    func `an invalid template is refused and not stored`(wrong: WrongBody) async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            var body = Emulator.templateBody()
            body.set(wrong.value, at: JSONPointer([wrong.field]))
            let answer = try emulator.client().post(Emulator.templates, body)
            #expect(answer.status == 400)
            #expect(answer.code == wrong.code)
            let param = try #require(answer.param)
            #expect(param == wrong.param || param.hasPrefix(wrong.param + "."), "\(param)")
            #expect(try emulator.client().get(Emulator.templates).data == [])
        }
    }

    @Test func `a refusal names the first invalid field`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            let body: JSONValue = [
                "name": "Wrong", "language": "Wrong", "category": "UTILITY",
                "components": [["type": "BODY", "text": "{{1}}"]],
            ]
            expect(
                try emulator.client().post(Emulator.templates, body),
                refuses: 400,
                "invalid_template_name",
                param: "name"
            )
        }
    }

    @Test func `a template name exists only once per language`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.createTemplate()
            let again = try emulator.client().post(Emulator.templates, Emulator.templateBody(text: "Other"))
            expect(again, refuses: 409, "template_already_exists", param: "name")
            #expect(try emulator.createTemplate("parcel_update", "en_US")["language"] == "en_US")
        }
    }

    @Test(arguments: WhatsAppAccount.Status.allCases.filter { $0 != .connected })
    func `an account that is not connected cannot create or sync`(status: WhatsAppAccount.Status) async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber(status)
            let create = try emulator.client().post(Emulator.templates, Emulator.templateBody())
            expect(create, refuses: 422, "account_not_connected")
            let sync = try emulator.client().post(Emulator.templates + "/sync")
            expect(sync, refuses: 422, "account_not_connected")
            let wrong = try emulator.client().post(Emulator.templates, [:])
            expect(wrong, refuses: 400, "missing_required_field", param: "name")
            #expect(try emulator.client().get(Emulator.templates).data == [])
        }
    }

    @Test(arguments: ["106540352242922", "12345", "nonsense"])
    func `templates of an unknown number are not found, whatever else is wrong`(number: String) async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber(key: otherKey)
            let client = emulator.client()
            expect(try client.post("/\(number)/templates", [:]), refuses: 404, "resource_not_found")
            expect(try client.post("/\(number)/templates/sync"), refuses: 404, "resource_not_found")
            expect(try client.get("/\(number)/templates?limit=0"), refuses: 404, "resource_not_found")
            expect(try client.get("/\(number)/templates/parcel_update"), refuses: 404, "resource_not_found")
            expect(try client.get(Emulator.templates), refuses: 404, "resource_not_found")
        }
    }

    @Test func `an inactive subscription blocks the creation of templates, but not their list`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.configure(["subscription": "inactive"])
            let create = try emulator.client().post(Emulator.templates, Emulator.templateBody())
            expect(create, refuses: 402, "subscription_inactive")
            #expect(try emulator.client().get(Emulator.templates).status == 200)
        }
    }
}
