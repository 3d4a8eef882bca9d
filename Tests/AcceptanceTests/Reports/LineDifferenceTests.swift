import Documents
import OrderedCollections
import Testing

@testable import EmulatorCommands

/// What a report shows of an expected and an actual value.
@Suite struct LineDifferenceTests {
    private func text(_ expected: JSONValue?, _ actual: JSONValue?) -> [String] {
        LineDifference(expected: expected, actual: actual).lines.map(\.description)
    }

    @Test func `two scalars are two lines`() {
        #expect(text("a", 1) == [#"- "a""#, "+ 1"])
    }

    @Test func `what two objects have in common is shown once`() {
        let expected: JSONValue = ["id": 1, "status": "sent", "to": "+62"]
        let actual: JSONValue = ["id": 1, "status": "read", "to": "+62"]
        #expect(
            text(expected, actual) == [
                "  {", #"    "id": 1,"#, #"-   "status": "sent","#, #"+   "status": "read","#, #"    "to": "+62""#,
                "  }",
            ]
        )
    }

    @Test func `an actual value that is missing is shown as nothing`() {
        #expect(text("a", nil) == [#"- "a""#, "+ nothing"])
    }

    @Test func `an actual value without an expected one is shown alone`() {
        #expect(text(nil, 2) == ["+ 2"])
    }

    @Test func `no values make no lines`() {
        #expect(text(nil, nil) == [])
    }
}
