import Contract
import Testing

@testable import EmulatorCore

/// The error codes that only a fault rule gives, by the mark `x-injected-only` in the contract.
@Suite struct InjectedCodeTests {
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
                        '404': { description: Nothing., x-error-codes: [missing] }
                        '500': { description: Broken., x-error-codes: [broken] }
                        '503': { description: Down., x-error-codes: [down, busy] }
                components:
                  x-error-catalog:
                    missing: { status: 404, type: t, message: m }
                    wrong_method: { status: 405, type: t, message: m }
                    broken: { x-injected-only: true, status: 500, type: t, message: m }
                    down: { x-injected-only: true, status: 503, type: t, message: m }
                    busy: { x-injected-only: false, status: 503, type: t, message: m }
                """
        )
    }

    private func coverage(_ outcomes: [JournalEntry.Outcome]) throws -> Coverage {
        let recorder = CoverageRecorder()
        for outcome in outcomes { recorder.count(outcome) }
        return Coverage(recorder.record, of: try Self.contract.get())
    }

    private func labels(_ rows: [Coverage.Row]) -> [String] { rows.map(\.item.label) }

    @Test func `a marked code is in no total but its own, and neither is a status that has only marked codes`() throws {
        let coverage = try coverage([])
        #expect(labels(coverage.codes) == ["missing", "wrong_method", "busy"])
        #expect(labels(coverage.injectedCodes) == ["broken", "down"])
        #expect(coverage.total(of: .code) == Coverage.Total(seen: 0, of: 3))
        #expect(coverage.total(of: .injectedCode) == Coverage.Total(seen: 0, of: 2))
        #expect(coverage.total(of: .operationCode) == Coverage.Total(seen: 0, of: 2))
        #expect(coverage.total(of: .status) == Coverage.Total(seen: 0, of: 3))
        let gaps = coverage.gaps.map(\.item)
        #expect(gaps.contains(.status("503", of: "listThings")) && !gaps.contains(.status("500", of: "listThings")))
        #expect(coverage.operations[0].statuses.map(\.item.label) == ["200", "404", "500", "503"])
        #expect(coverage.operations[0].statuses.allSatisfy { $0.isListed })
    }

    @Test func `a marked code is seen when a fault rule gives it, whatever the request`() throws {
        let coverage = try coverage([
            .sample("listThings", 500, error: "broken", injection: .insteadOfHandler),
            .sample(nil, 503, error: "down", injection: .insteadOfHandler),
        ])
        #expect(coverage.injectedCodes.map(\.seen) == [1, 1])
        #expect(coverage.total(of: .injectedCode) == Coverage.Total(seen: 2, of: 2))
        #expect(coverage.total(of: .code).seen == 0)
        #expect(labels(coverage.codes) == ["missing", "wrong_method", "busy"])
    }

    @Test func `a marked code that no fault rule gave is not seen`() throws {
        let coverage = try coverage([.sample("listThings", 500, error: "broken")])
        #expect(coverage.total(of: .injectedCode).seen == 0)
        #expect(coverage.total(of: .code).seen == 0)
        #expect(coverage.total(of: .status).seen == 0)
        #expect(coverage.gaps.map(\.item).contains(.injectedCode("broken")))
    }

    @Test func `a code of the catalogue that no operation lists is seen when an unmatched request gets it`() throws {
        #expect(try coverage([]).gaps.map(\.item).contains(.code("wrong_method")))
        let coverage = try coverage([.sample(nil, 405, error: "wrong_method")])
        #expect(coverage.total(of: .code) == Coverage.Total(seen: 1, of: 3))
        #expect(coverage.total(of: .operation).seen == 0)
        #expect(coverage.total(of: .operationCode).seen == 0)
    }

    @Test func `a fault rule covers no code that others give, too`() throws {
        let coverage = try coverage([.sample("listThings", 404, error: "missing", injection: .insteadOfHandler)])
        #expect(coverage.total(of: .code).seen == 0)
        #expect(coverage.codes.first?.injected == 1)
    }
}
