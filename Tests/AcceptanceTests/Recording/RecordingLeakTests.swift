import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

@testable import EmulatorCommands
@testable import Scenarios

/// Whether personal details and secrets of hostile requests and responses remain in a recording.
@Suite struct RecordingLeakTests {
    private static func text(of exchanges: StepExchange...) throws -> String {
        SampleRecordings.steps(exchanges, try ContractLibrary.loaded.get().contract).text
    }

    private static func expect(
        _ text: String,
        hides hidden: [String],
        shows shown: [String] = [],
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        let lowercased = text.lowercased()
        for part in hidden {
            #expect(!lowercased.contains(part.lowercased()), "\(part) in \(text)", sourceLocation: sourceLocation)
        }
        for part in shown {
            #expect(text.contains(part), "\(part) is not in \(text)", sourceLocation: sourceLocation)
        }
    }

    private static func message(_ text: String) -> StepExchange.Response {
        let body: JSONValue = [
            "error": [
                "type": "invalid_request_error", "code": "invalid_field_value", "message": .string(text),
                "request_id": "req_HBZCBDET93RQS0ME4BSWXHRZ0Q",
            ]
        ]
        return SampleRecordings.response(400, body.text)
    }

    @Test func `names of members are hidden unless they are names of the API`() throws {
        let metadata = #"{"+62 857-2516-5424": "x", "budi@mail.example": 1, "Siti Rahma": true, "email": "y"}"#
        let text = try Self.text(
            of: SampleRecordings.exchange(
                "createCustomer",
                "/v1/customers",
                body: #"{"name": "Budi Santoso", "metadata": \#(metadata), "Ibu Ani": {"joko": 1}}"#,
                response: SampleRecordings.response(
                    201,
                    #"{"data": {"metadata": \#(metadata), "billing_country": "ID", "Ibu Ani": {"joko": "x"}}}"#
                )
            )
        )
        Self.expect(
            text,
            hides: ["857-2516", "6285725165424", "mail.example", "siti", "rahma", "santoso", "ibu", "ani\"", "joko"],
            shows: [#""billing_country":"#, #""email":"#, #""metadata":"#]
        )
    }

    @Test func `two names with the same stand-in remain two members`() throws {
        let metadata = #"{"budi@mail.example": 1, "Budi@mail.example": 2}"#
        let steps = SampleRecordings.steps(
            [
                SampleRecordings.exchange(
                    "createCustomer",
                    "/v1/customers",
                    body: #"{"metadata": \#(metadata)}"#,
                    response: SampleRecordings.response(201, "{}")
                )
            ],
            try ContractLibrary.loaded.get().contract
        )
        #expect(steps[0]?["request"]?["body"]?["metadata"]?.object?.count == 2)
    }

    @Test func `an error message has no confidential word and no text of the request`() throws {
        let words = [
            "Budi Santoso", "budi santoso", "Santoso", "Al", "+62 857 2516 5424", "0857-2516-5424", "(021) 555-1234",
            "62857251654", "٠٨٥٧٢٥١٦", "siti@mail.example", "siti%40mail.example",
            "7f3a9c2e-1b4d-4e8f-9a6b-5c3d2e1f0a9b",
            "https://hooks.example/x?token=abc", "whsec_MfKQ9r8G/KYqw+TwjU==", "my_csl_short1", "李明",
        ]
        let text = try Self.text(
            of: SampleRecordings.exchange(
                "createCustomer",
                "/v1/customers",
                body: #"{"name": "Budi Santoso", "team_id": "Al", "metadata": {"name": "李明"}}"#,
                response: Self.message("Not valid: \(words.joined(separator: ", ")), 尊敬的李明您好; name must be a name")
            )
        )
        let parts = [
            "budi", "santoso", ": al,", " al,", "857", "2516", "555-1234", "٠٨٥", "siti", "mail.example", "7f3a9c2e",
            "5c3d2e1f0a9b", "hooks", "abc", "mfkq", "kyqw", "twju", "short1", "李明",
        ]
        Self.expect(text, hides: parts, shows: ["Not valid: Name 00", "name must be a name", "invalid_field_value"])
    }

    @Test func `a path that no operation has shows only words of the contract`() throws {
        let target =
            "/v1/customers/Budi%20Santoso/joko/62857251654/budi%40mail.example/%62udi/csl_abcDEF123/"
            + "7f3a9c2e-1b4d-4e8f-9a6b-5c3d2e1f0a9b?token=s3cr3t&Siti=1&limit=17"
        let response = SampleRecordings.response(404, #"{"Siti": {"a": "Rahma"}}"#)
        let text = try Self.text(of: SampleRecordings.exchange(nil, target, response: response))
        Self.expect(
            text,
            hides: [
                "budi", "santoso", "joko", "62857251654", "mail.example", "abcDEF123", "7f3a9c2e", "s3cr3t", "siti",
                "rahma", "=17",
            ],
            shows: [#""path":"/v1/customers/id-0000"#, "&limit="]
        )
        let found = SampleRecordings.response(200, #"{"joko": {"widodo": 47}}"#)
        let absolute = SampleRecordings.exchange(nil, "https://budi.example/v1/customers?a=b", response: found)
        Self.expect(
            try Self.text(of: absolute),
            hides: ["budi", "joko", "widodo", ":47"],
            shows: ["/v1/customers", #""Number 0000"#]
        )
    }

    @Test func `a body of a request that is not JSON shows nothing of its values`() throws {
        let form = HeaderField(name: "Content-Type", value: "application/x-www-form-urlencoded")
        let text = try Self.text(
            of: SampleRecordings.exchange(
                "createCustomer",
                "/v1/customers",
                headers: [form],
                body: "name=Budi+Santoso&phone=%2B62857251654&siti%40mail.example=1&token=csl_x",
                response: Self.message("Budi Santoso is not JSON")
            ),
            SampleRecordings.exchange(
                "createCustomer",
                "/v1/customers",
                body: #"{"name": "Joko Widodo", "phone": "+62 857 25"#,
                response: Self.message("unexpected end after Joko Widodo")
            )
        )
        Self.expect(
            text,
            hides: ["budi", "santoso", "62857251654", "siti", "mail", "joko", "widodo", "857", "csl_x"],
            shows: ["name=Text%20000", "is not JSON", "unexpected end after Text 000"]
        )
    }

    @Test func `headers show neither credentials nor keys that a client chose`() throws {
        let text = try Self.text(
            of: SampleRecordings.exchange(
                "getMe",
                "/v1/me",
                headers: [
                    HeaderField(name: "Authorization", value: "hunter2 budi"),
                    HeaderField(name: "Idempotency-Key", value: "budi-order-1"),
                    HeaderField(name: "X-Private", value: "budi"),
                ],
                response: SampleRecordings.response(
                    200,
                    "",
                    headers: [HeaderField(name: "Location", value: "/x?access_token=budi")]
                )
            ),
            SampleRecordings.exchange(
                "getMe",
                "/v1/me",
                headers: [HeaderField(name: "Authorization", value: "Bearer kdv_live_TavbPKwIuqOr69ALEKLNennZ")],
                response: SampleRecordings.response(200, "budi")
            )
        )
        Self.expect(text, hides: ["hunter2", "budi", "private", "TavbPK"], shows: ["Bearer token-0000"])
    }

    @Test func `values that the contract does not allow are not shown`() throws {
        let data = #"{"status": "Budi Santoso", "created_at": "Budi", "name": "Budi", "archived_at": 857251654}"#
        let text = try Self.text(
            of: SampleRecordings.exchange(
                "getCustomer",
                "/v1/customers/Budi",
                response: SampleRecordings.response(200, #"{"data": \#(data)}"#)
            )
        )
        Self.expect(text, hides: ["budi", "santoso", "857251654"])
    }

    @Test func `hidden numbers and parts of hidden values are not in the error message of their step`() throws {
        let steps = SampleRecordings.steps(
            [
                SampleRecordings.exchange(
                    "createThing",
                    "/things",
                    body: #"{"latitude": -6.208812, "document": {"owner": "Joko", "age": 47}}"#,
                    response: SampleRecordings.response(400, #"{"message": "-6.208812, 47 and Joko are wrong"}"#)
                )
            ],
            try ForeignContract.load(SampleRecordings.contract).contract
        )
        Self.expect(
            steps.text,
            hides: ["6.208812", "47", "joko"],
            shows: [" are wrong", #""document":"Hidden object""#]
        )
    }

    @Test func `the name of a step has stand-ins that depend only on the name`() {
        #expect(RecordedStep.name(of: "send to +628111222333") == "send to +100000000001")
        #expect(RecordedStep.name(of: "request createCustomer") == "request createCustomer")
    }
}
