import Documents
import Domain
import EmulatorServer
import OrderedCollections
import Testing

@testable import EmulatorCommands

@Suite struct AnswerComparisonTests {
    /// A bundle with one request, which got that response.
    private static func request(_ body: JSONValue, operation: String = "getCustomer") throws -> BundledRequest {
        let moment: JSONValue = "2026-06-04T10:00:00.000Z"
        let row: JSONValue = [
            "seq": 1, "at": moment, "wall_at": moment, "took_us": 10, "method": "GET", "path": "/v1/x",
            "operation": .string(operation), "status": 200, "fault": nil, "request": ["headers": [:], "body": nil],
            "response": ["headers": [:], "body": body],
        ]
        let bundle: JSONValue = [
            "bundle": 1, "made_at": moment, "started_at": moment, "secrets": "masked", "start": [:], "start_faults": [],
            "state": [:], "requests": [row], "actions": [],
        ]
        return try #require(try FailureBundle(bundle.serialized, file: "run.json").requests.first)
    }

    private static func compare(
        _ expected: JSONValue,
        _ actual: JSONValue,
        tolerance: TimeSpan? = nil,
        status: Int = 200,
        operation: String = "getCustomer"
    ) throws -> AnswerComparison {
        let request = try request(expected, operation: operation)
        var comparison = AnswerComparison(tolerance: tolerance, isMasked: true)
        comparison.compare(request, try #require(request.response), status, actual.serialized)
        return comparison
    }

    @Test func `each place that differs is found, with missing members and other statuses`() throws {
        let expected: JSONValue = ["data": ["a": 1, "list": [1, 2], "gone": true], "request_id": "req_1"]
        let actual: JSONValue = ["data": ["a": 2, "list": [1, 3], "new": "x"], "request_id": "req_2"]
        let found = try Self.compare(expected, actual, status: 201).differences
        #expect(
            found.map(\.pointer) == [
                "/status", "/body/data/a", "/body/data/list/1", "/body/data/gone", "/body/data/new",
            ]
        )
        #expect(found.map(\.expected) == [200, 1, 2, true, nil])
        #expect(found.map(\.actual) == [201, 2, 3, nil, "x"])
    }

    @Test func `a request id may differ, but a missing one is a difference`() throws {
        let expected: JSONValue = ["error": ["code": "a", "request_id": "req_1"]]
        let actual: JSONValue = ["error": ["code": "a"]]
        let found = try Self.compare(expected, actual).differences
        #expect(found.map(\.pointer) == ["/body/error/request_id"])
        #expect(try Self.compare(expected, expected).differences == [])
    }

    /// The result of a tool with an answer as JSON and as text, or only as text.
    private static func result(_ answer: JSONValue, text: String? = nil, onlyAsText: Bool = false) -> JSONValue {
        var result: JSONObject = ["content": [["type": "text", "text": .string(text ?? answer.text)]]]
        if !onlyAsText { result["structuredContent"] = answer }
        return ["jsonrpc": "2.0", "id": 1, "result": .object(result)]
    }

    @Test(arguments: [false, true])
    func `the result of a tool is compared as the answer of its operation`(onlyAsText: Bool) throws {
        let answer = { (id: String, name: String) -> JSONValue in
            [
                "data": ["name": .string(name), "at": "2026-06-04T10:00:00.000Z"],
                "error": ["request_id": .string(id)], "request_id": .string(id),
            ]
        }
        let expected = Self.result(answer("req_1", "A"), onlyAsText: onlyAsText)
        #expect(try Self.compare(expected, Self.result(answer("req_2", "A"), onlyAsText: onlyAsText)).differences == [])
        let found = try Self.compare(expected, Self.result(answer("req_2", "B"), onlyAsText: onlyAsText)).differences
        let places = ["/body/result/content/0/text/data/name", "/body/result/structuredContent/data/name"]
        #expect(found.map(\.pointer) == (onlyAsText ? Array(places.prefix(1)) : places))
        #expect(Set(found.map(\.expected)) == ["A"])
    }

    @Test func `a text of a tool that is no JSON is compared as a text`() throws {
        let expected = Self.result(["a": 1], text: "{broken", onlyAsText: true)
        let actual = Self.result(["a": 1], onlyAsText: true)
        #expect(try Self.compare(expected, expected).differences == [])
        let found = try Self.compare(expected, actual).differences
        #expect(found.map(\.pointer) == ["/body/result/content/0/text"])
        #expect(found.map(\.expected) == ["{broken"])
        #expect(found.map(\.actual) == [#"{"a":1}"#])
    }

    @Test(arguments: [
        ("csl_****Wvqb", "csl_3V3EMgPDU4zCTm7Fju7KWvqb"), ("http://a/onboard/csl_1", "https://b:8080/onboard/csl_1"),
        ("https://a/media/samples/image.png", "http://localhost/media/samples/image.png"),
    ])
    func `masked secrets and the origin of the emulator's own URLs make no difference`(
        expected: String,
        actual: String
    ) throws {
        let comparison = try Self.compare(["x": .string(expected)], ["x": .string(actual)])
        #expect(comparison.differences == [])
    }

    @Test(arguments: [("http://a/hook", "http://b/hook"), ("http://a/onboard/1", "http://a/onboard/2"), ("1", "2")])
    func `differences of other texts and URLs are found`(expected: String, actual: String) throws {
        let comparison = try Self.compare(["x": .string(expected)], ["x": .string(actual)])
        #expect(comparison.differences.count == 1)
    }

    @Test func `moments may differ by the tolerance, if there is one`() throws {
        let first: JSONValue = ["at": "2026-06-04T10:00:00.000Z"]
        let second: JSONValue = ["at": "2026-06-04T10:00:01.000Z"]
        #expect(try Self.compare(first, second).differences.count == 1)
        #expect(try Self.compare(first, second, tolerance: .seconds(1)).differences == [])
        #expect(try Self.compare(first, second, tolerance: TimeSpan(milliseconds: 999)).differences.count == 1)
    }

    @Test func `differences that depend on receivers are distinguished from others`() throws {
        let expected: JSONValue = ["data": ["object": "webhook_delivery", "id": "wbd_1", "status": "delivered"]]
        let late: JSONValue = ["data": ["object": "webhook_delivery", "id": "wbd_1", "status": "pending"]]
        let other: JSONValue = ["data": ["object": "webhook_delivery", "id": "wbd_2", "status": "pending"]]
        #expect(try Self.compare(expected, late).dependsOnReceivers)
        let comparison = try Self.compare(expected, other)
        #expect(!comparison.dependsOnReceivers)
        #expect(comparison.differences.map(\.pointer) == ["/body/data/id"])
        let list = try Self.compare(["data": [1]], ["data": []], operation: "listWebhookDeliveries")
        #expect(list.dependsOnReceivers && list.differences.count == 1)
    }
}
