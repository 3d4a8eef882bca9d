package import Documents
package import EmulatorCore
import OrderedCollections

/// A scenario file that has been read and has no mistakes.
package struct Scenario: Sendable {
    /// The member `name`; without it, the name of the file.
    package let name: String
    /// The member `description`: what the scenario is for.
    package let description: String?
    /// The path under which the file was opened.
    package let file: String
    /// The paths of other files that were read for it, such as that of `webhooks.tls_ca`.
    let furtherFiles: [String]
    /// What a world starts from and is reset to.
    package internal(set) var baseline: Baseline
    /// The variables of the steps with their values; null for one that must be given a value.
    package let variables: JSONObject
    /// The steps of the contract test, in order.
    package let steps: [Step]
    /// The mistakes in `steps` and `variables`, which do not prevent the use of the baseline.
    let testMistakes: [Diagnostic]
    /// The content of the file without the contract test, with its environment variables replaced.
    package let content: JSONValue
    /// The document, for the places of expectations.
    private let document: SourceDocument

    /// The number of steps.
    package var stepCount: Int { steps.count }

    init(
        name: String,
        document: SourceDocument,
        json: JSONValue,
        furtherFiles: [String],
        baseline: Baseline,
        steps: [Step],
        testMistakes: [Diagnostic]
    ) {
        self.name = name
        description = json["description"]?.string
        file = document.file
        self.furtherFiles = furtherFiles
        self.baseline = baseline
        variables = json["variables"]?.object ?? [:]
        content = Self.content(of: json, named: name)
        self.steps = steps
        self.testMistakes = testMistakes
        self.document = document
    }

    /// The line and column of a value, such as `/steps/2/expect/body/data`; of the innermost one around it if it is absent.
    package func location(of place: JSONPointer) -> SourceLocation {
        document.location(of: place)
    }

    private static func content(of json: JSONValue, named name: String) -> JSONValue {
        var members = json.object ?? [:]
        for member in ["steps", "variables"] { members[member] = nil }
        members["name"] = .string(name)
        return .object(members)
    }
}
