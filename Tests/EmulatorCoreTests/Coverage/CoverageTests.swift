import Contract
import Testing

@testable import EmulatorCore

@Suite struct CoverageTests {
    /// Two operations and two events; the first operation has a class of statuses and a default.
    private static let contract = Result {
        try ContractLoader.load(
            text: """
                openapi: 3.1.0
                info: { title: Shop, version: '1' }
                paths:
                  /things:
                    get:
                      operationId: listThings
                      responses:
                        '200': { description: The things. }
                        '404': { description: Nothing., x-error-codes: [missing, gone] }
                        4XX: { description: Refused., x-error-codes: [refused, gone] }
                        default: { description: Anything else. }
                    post:
                      operationId: createThing
                      responses:
                        '201': { description: Created. }
                webhooks:
                  thing.created: { post: { responses: { '200': { description: Thanks. } } } }
                  thing.deleted: { post: { responses: { '200': { description: Thanks. } } } }
                """
        )
    }

    private func coverage(_ outcomes: [JournalEntry.Outcome]) throws -> Coverage {
        let recorder = CoverageRecorder()
        for outcome in outcomes { recorder.count(outcome) }
        return Coverage(recorder.record, of: try Self.contract.get())
    }

    @Test func `every operation, status, error code and event is a gap before the first request`() throws {
        let coverage = try coverage([])
        #expect(
            coverage.gaps.map { "\($0.item.kind) \($0.item.name)" } == [
                "operation listThings", "status listThings 200", "status listThings 404", "status listThings 4XX",
                "operationCode listThings missing", "operationCode listThings gone", "operationCode listThings refused",
                "operation createThing", "status createThing 201", "code missing", "code gone", "code refused",
                "event thing.created", "event thing.deleted",
            ]
        )
        #expect(coverage.rows == coverage.gaps)
        let totals = CoverageItem.Kind.allCases.map { coverage.total(of: $0) }
        #expect(totals.map(\.seen) == [0, 0, 0, 0, 0, 0])
        #expect(totals.map(\.of) == [2, 4, 3, 3, 0, 2])
    }

    @Test func `a status counts for its own entry, else for its class`() throws {
        let coverage = try coverage([
            .sample("listThings", 404, error: "missing"), .sample("listThings", 409, error: "refused"),
            .sample("listThings", 429), .sample("listThings", 200),
        ])
        let statuses = coverage.operations[0].statuses
        #expect(statuses.map(\.item.label) == ["200", "404", "4XX"])
        #expect(statuses.map(\.seen) == [1, 1, 2])
        #expect(coverage.operations[0].row.seen == 4)
        #expect(coverage.operations[0].codes.map(\.seen) == [1, 0, 1])
        #expect(coverage.total(of: .status) == Coverage.Total(seen: 3, of: 4))
        #expect(coverage.total(of: .code) == Coverage.Total(seen: 2, of: 3))
        #expect(coverage.total(of: .operationCode) == Coverage.Total(seen: 2, of: 3))
        #expect(coverage.total(of: .operation) == Coverage.Total(seen: 1, of: 2))
    }

    @Test func `what the contract does not list counts in no total`() throws {
        let coverage = try coverage([
            .sample("createThing", 409, error: "taken"), .sample("listThings", 500, error: "broken"),
        ])
        #expect(coverage.total(of: .operation).seen == 2)
        #expect(coverage.total(of: .status) == Coverage.Total(seen: 0, of: 4))
        #expect(coverage.total(of: .code) == Coverage.Total(seen: 0, of: 3))
        #expect(coverage.total(of: .operationCode) == Coverage.Total(seen: 0, of: 3))
        #expect(coverage.codes.filter { !$0.isListed }.map(\.item.label) == ["broken", "taken"])
        let rows = coverage.operations.flatMap { $0.statuses + $0.codes }.filter { $0.seen > 0 }
        let names = ["listThings 500", "listThings broken", "createThing 409", "createThing taken"]
        #expect(rows.map(\.item.name) == names)
        #expect(rows.allSatisfy { !$0.isListed })
    }

    @Test func `responses of fault rules raise no total and close no gap`() throws {
        let coverage = try coverage([.sample("createThing", 201, injection: .insteadOfHandler)])
        let row = try #require(coverage.gaps.first { $0.item == .status("201", of: "createThing") })
        #expect(row.injected == 1)
        #expect(coverage.gaps.count == coverage.rows.count)
        #expect(coverage.total(of: .operation).seen == 0)
    }
}
