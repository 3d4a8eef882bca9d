import Contract
import Documents
import Domain
import Testing

@testable import EmulatorCore

@Suite struct JournalRecordTests {
    private static func opening(
        query: String? = nil,
        headers: [HeaderField] = [],
        body: [UInt8] = [],
        connection: Int? = nil
    ) -> JournalOpening {
        JournalOpening(
            method: "POST",
            path: "/v1/customers",
            query: query,
            request: RecordedMessage(headers: headers, body: body),
            connection: connection,
            at: .start,
            wallAt: .start.adding(hours: 1)
        )
    }

    private func ended(_ opening: JournalOpening, _ outcome: JournalEntry.Outcome) -> JournalRecord {
        JournalRecord(ending: JournalRecord(opening), with: outcome, sharing: SharedHeaderNames())
    }

    @Test(arguments: [
        opening(), opening(query: ""), opening(query: "a=é&b="), opening(connection: 3),
        opening(headers: [HeaderField(name: "X-Twice", value: "1"), HeaderField(name: "x-twice", value: "")]),
        opening(query: "limit=1", headers: [HeaderField(name: "Host", value: "localhost")], body: [0, 255, 128]),
        opening(body: Array(repeating: 200, count: 16_384)),
    ])
    func `a request that has ended keeps all that it came with`(opening: JournalOpening) {
        var outcome = JournalEntry.Outcome()
        outcome.status = 201
        outcome.response = RecordedMessage(headers: [HeaderField(name: "X-Mock-Seq", value: "1")], body: [1, 2, 3])
        let once = ended(opening, outcome)
        let twice = JournalRecord(ending: once, with: outcome, sharing: SharedHeaderNames())
        for record in [once, twice] {
            let kept = record.opening
            #expect(record.isOver)
            #expect(kept.method == opening.method)
            #expect(kept.path == opening.path)
            #expect(record.method == opening.method)
            #expect(record.path == opening.path)
            #expect(kept.query == opening.query)
            #expect(kept.connection == opening.connection)
            #expect(kept.at == opening.at)
            #expect(kept.wallAt == opening.wallAt)
            #expect(kept.request.headers == opening.request.headers)
            #expect(kept.request.body == opening.request.body)
            #expect(kept.request.weight == opening.request.weight)
            #expect(record.outcome.response?.headers == [HeaderField(name: "X-Mock-Seq", value: "1")])
            #expect(record.outcome.response?.body == [1, 2, 3])
        }
    }

    @Test func `an ordinary outcome is kept`() {
        var outcome = JournalEntry.Outcome()
        outcome.operation = "createCustomer"
        outcome.status = 201
        outcome.events = [Identifier("evt_1"), Identifier("evt_2")]
        outcome.tookMicroseconds = 5_000_000_000
        let record = ended(Self.opening(query: "a=b"), outcome)
        #expect(record.operation == "createCustomer")
        #expect(record.status == 201)
        #expect(record.error == nil)
        #expect(record.mcp == nil)
        #expect(record.injection == nil)
        #expect(record.outcome.operation == "createCustomer")
        #expect(record.outcome.status == 201)
        #expect(record.outcome.events == outcome.events)
        #expect(record.outcome.tookMicroseconds == 5_000_000_000)
        #expect(record.outcome.response == nil)
        #expect(!record.outcome.isMockError)
        #expect(!record.outcome.replayed)
    }

    @Test func `an outcome with parts that most requests do not have is kept`() {
        var outcome = JournalEntry.Outcome()
        outcome.error = "invalid_request"
        outcome.mcp = MCPTrace(method: MCPTrace.toolCall, tool: "list_customers")
        outcome.isMockError = true
        outcome.fault = "flt_1"
        outcome.injection = .afterHandler
        outcome.replayed = true
        outcome.response = RecordedMessage(headers: [], body: [7])
        let record = ended(Self.opening(), outcome)
        #expect(record.operation == nil)
        #expect(record.status == nil)
        #expect(record.error == "invalid_request")
        #expect(record.mcp?.tool == "list_customers")
        #expect(record.injection == .afterHandler)
        #expect(record.outcome.error == "invalid_request")
        #expect(record.outcome.mcp?.tool == "list_customers")
        #expect(record.outcome.isMockError)
        #expect(record.outcome.fault == "flt_1")
        #expect(record.outcome.injection == .afterHandler)
        #expect(record.outcome.replayed)
        #expect(record.outcome.response?.body == [7])
    }

    @Test(arguments: [nil, "listCustomers"], [nil, "list_customers"])
    func `an entry gives the parts of its outcome`(operation: String?, tool: String?) {
        var outcome = JournalEntry.Outcome()
        outcome.operation = operation
        outcome.status = 404
        outcome.error = "not_found"
        outcome.mcp = tool.map { MCPTrace(method: MCPTrace.toolCall, tool: $0) }
        var ids = RandomStream(seed: 1)
        let entry = JournalEntry(seq: 1, number: 1, RequestID(from: &ids), ended(Self.opening(), outcome))
        #expect(entry.operation == operation)
        #expect(entry.status == 404)
        #expect(entry.error == "not_found")
        #expect(entry.mcp?.tool == tool)
        #expect(entry.isUnmatched == outcome.isUnmatched)
    }

    @Test func `an entry of a running request has only its message`() {
        var ids = RandomStream(seed: 1)
        let message = MCPTrace(method: MCPTrace.toolCall, tool: "list_customers")
        let record = JournalRecord(Self.opening(), mcp: message)
        let entry = JournalEntry(seq: 1, number: 1, RequestID(from: &ids), record)
        #expect(entry.method == "POST")
        #expect(entry.path == "/v1/customers")
        #expect(entry.operation == nil)
        #expect(entry.status == nil)
        #expect(entry.error == nil)
        #expect(entry.mcp?.tool == "list_customers")
        #expect(!entry.isUnmatched)
    }

    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, 3_000_000])
    func `a packed text is read again, and takes as much as was said before`(count: Int) {
        let text = String(repeating: "a", count: count)
        var bytes: [UInt8] = []
        bytes.pack("first")
        let start = bytes.count
        bytes.pack(text)
        #expect(bytes.count - start == PackedTexts.size(of: count))
        bytes.pack("last")
        var texts = PackedTexts(bytes)
        #expect(texts.text() == "first")
        #expect(texts.text() == text)
        #expect(texts.text() == "last")
        #expect(texts.position == bytes.count)
        var later = PackedTexts(bytes)
        later.skip(2)
        #expect(later.text() == "last")
    }

    @Test func `messages with the same header names in the same order share them, unless they are long`() {
        let all = SharedHeaderNames()
        let names = { (names: [String]) in all.names(of: names.map { HeaderField(name: $0, value: $0) }) }
        let shared = names(["Host", "Accept"])
        #expect(shared.names == ["Host", "Accept"])
        #expect(names(["Host", "Accept"]) === shared)
        #expect(names(["Accept", "Host"]) !== shared)
        #expect(names(["Host"]) !== shared)
        #expect(names(["host", "Accept"]).names == ["host", "Accept"])
        let long = String(repeating: "a", count: 2000)
        #expect(names([long]).names == [long])
        #expect(names([long]) !== names([long]))
    }

    @Test func `only the first sequences of header names are shared, and all are right`() {
        let all = SharedHeaderNames()
        let names = (0..<200).map { all.names(of: [HeaderField(name: "X-\($0)", value: "")]) }
        #expect(names.map(\.names) == (0..<200).map { ["X-\($0)"] })
        #expect(all.names(of: [HeaderField(name: "X-0", value: "")]) === names[0])
        #expect(all.names(of: [HeaderField(name: "X-199", value: "")]) !== names[199])
    }
}
