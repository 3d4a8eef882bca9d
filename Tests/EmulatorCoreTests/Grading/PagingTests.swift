import Documents
import OrderedCollections
import Testing

@testable import EmulatorCore

@Suite struct PagingTests {
    /// A page of a list, with the cursor of the next page.
    private static func page(
        _ seq: Int,
        _ query: String? = nil,
        next: String?,
        path: String = "/v1/customers",
        status: Int = 200
    ) -> JournalEntry {
        let cursor = next.map { "\"\($0)\"" } ?? "null"
        let body = #"{"data":[{"id":"cus_1"}],"has_more":\#(next != nil),"next_cursor":\#(cursor),"request_id":"r"}"#
        return .sample(seq, "GET", path, query: query, status: status, response: body)
    }

    @Test func `a list that is read to its last page keeps the rule`() throws {
        let grade = try grade(
            .paging,
            [
                Self.page(1, "limit=2&status=active", next: "a"),
                Self.page(2, "status=active&cursor=a&limit=2", next: "b"),
                Self.page(3, "cursor=b&status=active", next: nil),
            ]
        )
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["request:3"])
        #expect(grade.detail == "Each list with more than one page was read to its last page (1 case).")
    }

    @Test func `a list that is left before its last page breaks the rule`() throws {
        let grade = try grade(
            .paging,
            [
                Self.page(1, next: "a"), Self.page(2, "cursor=a", next: "b"),
                Self.page(3, "cursor=b", next: nil, status: 429),
                Self.page(4, next: "a", path: "/v1/labels"), Self.page(5, "cursor=a", next: nil, path: "/v1/labels"),
            ]
        )
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["request:2"])
        let text = "Request 2 got a `next_cursor`, and the list was never read to its last page (1 of 2 cases)."
        #expect(grade.detail == text)
    }

    @Test func `one complete reading of a list is enough`() throws {
        let entries = [
            Self.page(1, next: "a"), Self.page(2, "cursor=a", next: nil), Self.page(3, next: "a"),
        ]
        #expect(try grade(.paging, entries).verdict == .pass)
    }

    @Test func `a list with other filters is another list`() throws {
        let entries = [
            Self.page(1, "status=a", next: "a"), Self.page(2, "status=b", next: "a"),
            Self.page(3, "status=b&cursor=a", next: nil),
        ]
        #expect(try grade(.paging, entries).refs == ["request:1"])
    }

    @Test(
        arguments: [
            [page(1, next: nil)],
            [page(1, "limit=1", next: "a")],
            [page(1, next: "a", status: 500)],
            [.sample(1, "GET", response: #"{"data":{"id":"cus_1","metadata":{"next_cursor":"a"}},"request_id":"r"}"#)],
            [.sample(1, "GET", response: #"{"data":[]}"#)],
            [.sample(1, "GET", response: #""next_cursor":"#)],
            [.sample(1, response: #"{"data":[],"next_cursor":"a"}"#)],
            [.sample(1, "GET", status: nil)],
        ] as [[JournalEntry]]
    )
    func `an answer without a next page to read shows nothing about paging`(entries: [JournalEntry]) throws {
        #expect(try grade(.paging, entries).verdict == .notSeen)
    }

    // MARK: Tools

    /// A page that a tool has returned, with its answer as JSON and as text, or only as text.
    private static func result(
        _ seq: Int,
        _ arguments: String = "{}",
        next: String?,
        onlyAsText: Bool = false
    ) -> JournalEntry {
        let answer: JSONValue = [
            "data": [], "next_cursor": next.map { JSONValue.string($0) } ?? .null, "request_id": "r",
        ]
        var result: JSONObject = ["content": [["type": "text", "text": .string(answer.text)]]]
        if !onlyAsText { result["structuredContent"] = answer }
        let response: JSONValue = ["jsonrpc": "2.0", "id": .integer(seq), "result": .object(result)]
        let call = #"{"id":\#(seq),"method":"tools/call","params":{"name":"list_customers","arguments":\#(arguments)}}"#
        return JournalEntry.sample(seq, "POST", "/mcp", body: call, response: response.text).asMessage
    }

    @Test(arguments: [false, true])
    func `a list that a tool returns must be read to its last page`(onlyAsText: Bool) throws {
        let first = Self.result(1, #"{"status":"active","limit":2}"#, next: "a", onlyAsText: onlyAsText)
        let second = Self.result(2, #"{"cursor":"a","status":"active"}"#, next: nil, onlyAsText: onlyAsText)
        #expect(try grade(.paging, [first]).refs == ["request:1"])
        #expect(try grade(.paging, [first]).verdict == .fail)
        #expect(try grade(.paging, [first, second]).verdict == .pass)
        let other = Self.result(2, #"{"cursor":"a","status":null}"#, next: nil, onlyAsText: onlyAsText)
        #expect(try grade(.paging, [first, other]).verdict == .fail)
    }

    @Test(
        arguments: [
            [result(1, next: nil)], [result(1, #"{"limit":1}"#, next: "a")],
            [JournalEntry.sample(1, "POST", "/mcp", body: "{", response: #"{"result":{}}"#).asMessage],
            [JournalEntry.sample(1, "POST", "/mcp", response: #"{"error":{"code":-32602}}"#).asMessage],
        ] as [[JournalEntry]]
    )
    func `a result of a tool without a next page to read shows nothing about paging`(entries: [JournalEntry]) throws {
        #expect(try grade(.paging, entries).verdict == .notSeen)
    }

    @Test func `pages with one row each are read like others`() throws {
        let entries = [Self.page(1, "limit=1", next: "a"), Self.page(2, "limit=1&cursor=a", next: "b")]
        #expect(try grade(.paging, entries).refs == ["request:2"])
        let last = Self.page(3, "limit=1&cursor=b", next: nil)
        #expect(try grade(.paging, entries + [last]).verdict == .pass)
    }
}
