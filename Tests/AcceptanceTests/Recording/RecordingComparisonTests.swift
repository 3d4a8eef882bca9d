import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

@testable import EmulatorCommands
@testable import Scenarios

/// What is the same in two recordings, what differs, and what cannot be compared.
@Suite struct RecordingComparisonTests {
    /// The comparison of responses to the same request, one in each step.
    private static func compare(_ recorded: [String], _ actual: [String]) throws -> RecordingComparison {
        let contract = try ForeignContract.load(SampleRecordings.contract).contract
        let recordings = try [recorded, actual].map { bodies in
            let exchanges = bodies.map { body in
                SampleRecordings.exchange("getThing", "/things", response: SampleRecordings.response(200, body))
            }
            return try SampleRecordings.recording(exchanges, contract)
        }
        return RecordingComparison(recordings[1], against: recordings[0])
    }

    private static func verdicts(_ recorded: String..., and actual: [String]) throws -> [String] {
        try compare(recorded, actual).rows.map(\.verdict.name)
    }

    @Test(arguments: [
        // Ids and tokens are compared by identity, whatever their form.
        (#"{"id": "cus_335T08RM0EAKN9DTE6RD5RWP7B"}"#, #"{"id": "v477nbrhghbi"}"#, "same"),
        (#"{"cursor": "eyJpZCI6MTIzNDU2N30="}"#, #"{"cursor": "1717171717"}"#, "same"),
        (#"{"cursor": "abc"}"#, #"{"cursor": null}"#, "differs"),
        (#"{"id": "abc", "cursor": "abc"}"#, #"{"id": "abc", "cursor": "abd"}"#, "differs"),
        // If the contract has a pattern, the form counts.
        (
            #"{"customer": "cus_335T08RM0EAKN9DTE6RD5RWP7B"}"#, #"{"customer": "cus_0R4TN8ZK2XQWV6JGYC5BMD1HEA"}"#,
            "same"
        ),
        (
            #"{"customer": "cus_335T08RM0EAKN9DTE6RD5RWP7B"}"#, #"{"customer": "msg_0R4TN8ZK2XQWV6JGYC5BMD1HEA"}"#,
            "differs"
        ),
        // Hidden numbers have stand-ins.
        (#"{"latitude": 1.5, "longitude": 1.5}"#, #"{"latitude": 7, "longitude": 7}"#, "same"),
        (#"{"latitude": 1.5, "longitude": 1.5}"#, #"{"latitude": 7, "longitude": 8}"#, "differs"),
        (#"{"latitude": 1.5, "longitude": 2.5}"#, #"{"latitude": 7, "longitude": 7}"#, "differs"),
        (#"{"latitude": 0}"#, #"{"latitude": "0"}"#, "differs"),
        (#"{"latitude": 0}"#, #"{"latitude": null}"#, "differs"),
        (#"{"latitude": 0}"#, "{}", "differs"),
        // Times are compared by their form.
        (#"{"created_at": "2026-06-05T10:00:00.000Z"}"#, #"{"created_at": "2027-01-01T00:00:00.123Z"}"#, "same"),
        (#"{"created_at": "2026-06-05T10:00:00.000Z"}"#, #"{"created_at": "2026-06-05T10:00:00Z"}"#, "differs"),
        (#"{"created_at": "2026-06-05T10:00:00Z"}"#, #"{"created_at": "2026-06-05T10:00:00+00:00"}"#, "differs"),
        (#"{"created_at": "2026-06-05T10:00:00Z"}"#, #"{"created_at": null}"#, "differs"),
        // Names that are hidden belong together as values do.
        (#"{"name": "Budi", "metadata": {"a b": 1}}"#, #"{"name": "Budi", "metadata": {"c d": 2}}"#, "same"),
        (#"{"name": "a b", "metadata": {"a b": "x"}}"#, #"{"name": "a b", "metadata": {"c d": "x"}}"#, "differs"),
        (#"{"metadata": {"a b": "x"}}"#, #"{"metadata": {"a b": "x", "c d": "x"}}"#, "differs"),
        // What the contract lists, and what it does not have, are compared.
        (#"{"status": "active"}"#, #"{"status": "pending"}"#, "differs"),
        (#"{"status": "active"}"#, #"{"status": "active", "billing_country": "x"}"#, "differs"),
    ])
    func `a response is the same or differs`(recorded: String, actual: String, verdict: String) throws {
        #expect(try Self.verdicts(recorded, and: [actual]) == [verdict])
        #expect(try Self.verdicts(actual, and: [recorded]) == [verdict])
        #expect(try Self.verdicts(recorded, and: [recorded]) == ["same"])
    }

    @Test func `the steps of a scenario that has another name now are missing`() throws {
        let contract = try ForeignContract.load(SampleRecordings.contract).contract
        let exchange = SampleRecordings.exchange("getThing", "/things", response: SampleRecordings.response(200, "{}"))
        let recorded = try SampleRecordings.recording([exchange, exchange], contract)
        let renamed = try SampleRecordings.recording([exchange], contract, scenario: "b")
        let comparison = RecordingComparison(renamed, against: recorded)
        #expect(comparison.missing == 2)
        #expect(comparison.rows.map(\.verdict.name) == ["not comparable"])
    }

    @Test func `hidden numbers and texts keep their identity in other forms`() throws {
        let recorded = [#"{"customer": "cus_335T08RM0EAKN9DTE6RD5RWP7B", "id": "cus_335T08RM0EAKN9DTE6RD5RWP7B"}"#]
        let other = #"{"customer": "cus_0R4TN8ZK2XQWV6JGYC5BMD1HEA", "id": "cus_2XQWV6JGYC5BMD1HEA0R4TN8ZK"}"#
        #expect(try Self.compare(recorded, [other]).rows.map(\.verdict.name) == ["differs"])
        let alike = #"{"customer": "cus_0R4TN8ZK2XQWV6JGYC5BMD1HEA", "id": "cus_0R4TN8ZK2XQWV6JGYC5BMD1HEA"}"#
        #expect(try Self.compare(recorded, [alike]).rows.map(\.verdict.name) == ["same"])
    }

    @Test func `a response that differs does not make later ones differ`() throws {
        let right = [#"{"id": "a1", "cursor": "a2"}"#, #"{"id": "a1"}"#, #"{"id": "a2"}"#]
        let wrong = [#"{"id": "b2", "cursor": "b1", "status": "active"}"#, #"{"id": "b1"}"#, #"{"id": "b2"}"#]
        #expect(try Self.compare(right, wrong).rows.map(\.verdict.name) == ["differs", "same", "same"])
    }

    @Test func `pairs of an equal response are kept`() throws {
        let recorded = [#"{"id": "a1"}"#, #"{"id": "a1"}"#]
        #expect(
            try Self.compare(recorded, [#"{"id": "b1"}"#, #"{"id": "b2"}"#]).rows.map(\.verdict.name) == [
                "same", "differs",
            ]
        )
    }

    @Test func `a value of which only the type is shown is counted as not compared`() throws {
        let comparison = try Self.compare(
            [#"{"document": {"a": 1}}"#, #"{"document": [1]}"#, "<p>Budi</p>", #"{"document": 1}"#],
            [#"{"document": {"b": 2, "c": 3}}"#, #"{"document": {"a": 1}}"#, "<p>Siti</p>", #"{"document": 2}"#]
        )
        #expect(comparison.rows.map(\.verdict.name) == ["same", "differs", "same", "same"])
        #expect(comparison.rows.map(\.notCompared) == [["/body/document"], [], ["/body_text"], ["/body/document"]])
        let report = RecordingReport(comparison, file: "a.json")
        #expect(report.json["not_compared"] == 3)
        #expect(report.json["steps"]?[0]?["not_compared"] == ["/body/document"])
        #expect(report.json["steps"]?[1]?.object?.keys.contains("not_compared") == false)
        let lines = report.text(inColors: false).split(separator: "\n")
        #expect(lines.last == "4 steps: 3 same, 1 differ, 0 not comparable")
        #expect(lines.dropLast().last?.hasPrefix("3 places of the responses cannot be compared") == true)
    }
}
