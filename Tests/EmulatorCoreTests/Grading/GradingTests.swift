import Domain
import Testing

@testable import EmulatorCore

@Suite struct GradingTests {
    private static let early: [JournalEntry] = [.sample(1, status: 429, retryAfter: "2"), .sample(2, at: 10)]
    private static let patient: [JournalEntry] = [.sample(1, status: 429, retryAfter: "2"), .sample(2, at: 3000)]

    private static func records(
        _ sandbox: String? = nil,
        _ entries: [JournalEntry] = [],
        hasAllRequests: Bool = true
    ) -> GradedRecords {
        GradedRecords(
            sandbox: sandbox.map { Identifier($0) },
            entries: entries,
            hasAllRequests: hasAllRequests,
            deliveries: []
        )
    }

    private static func grades(_ worlds: [GradedRecords], rules: [GradeRule] = [.retryAfter]) -> [Grade] {
        var grading = Grading(rules: rules)
        for world in worlds { grading.add(world) }
        return grading.grades
    }

    @Test func `a world without records has advice instead of a verdict for every rule`() {
        for worlds in [[], [Self.records()]] {
            let grades = Self.grades(worlds, rules: GradeRule.allCases)
            #expect(grades.map(\.rule) == GradeRule.allCases)
            #expect(grades.allSatisfy { $0.verdict == .notSeen && $0.refs.isEmpty && $0.detail.hasSuffix(".") })
        }
    }

    @Test func `a rule fails if it fails in one sandbox, and the references name the sandbox`() throws {
        let worlds = [Self.records("sbx_1", Self.patient), Self.records("sbx_2", Self.early), Self.records("sbx_3")]
        let grade = try #require(Self.grades(worlds).first)
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["sbx_2/request:2"])
        #expect(grade.detail.hasPrefix("In sandbox sbx_2: Request 2 came 10 ms after"))
        #expect(grade.detail.hasSuffix("(1 of 2 cases)."))
    }

    @Test func `a rule passes if it is kept in every sandbox that shows it`() throws {
        let worlds = [Self.records("sbx_1", Self.patient), Self.records("sbx_2", Self.patient), Self.records("sbx_3")]
        let grade = try #require(Self.grades(worlds).first)
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["sbx_1/request:2", "sbx_2/request:2"])
        #expect(grade.detail.hasSuffix("(2 cases)."))
    }

    @Test func `a grade says if the journal no longer has all requests`() throws {
        let worlds = [Self.records(nil, Self.patient, hasAllRequests: false)]
        let grades = Self.grades(worlds, rules: [.retryAfter, .backoff, .deadline])
        let sentence = " The journal no longer has all requests."
        #expect(grades.map { $0.detail.hasSuffix(sentence) } == [true, true, false])
    }

    @Test func `a grade has at most a hundred references but counts all cases`() throws {
        let entries = (0..<150).flatMap { index -> [JournalEntry] in
            let (seq, body) = (index * 2 + 1, "\(index)")
            return [.sample(seq, body: body, status: 429, retryAfter: "2"), .sample(seq + 1, at: 10, body: body)]
        }
        let grade = try #require(Self.grades([Self.records(nil, entries)]).first)
        #expect(grade.refs.count == 100)
        #expect(grade.refs.first == "request:2")
        #expect(grade.detail.hasSuffix("(150 of 150 cases)."))
    }
}
