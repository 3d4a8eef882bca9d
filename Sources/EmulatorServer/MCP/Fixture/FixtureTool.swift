import Documents
import OrderedCollections
import Scenarios

/// A tool of the fixture: how clients see it, and the control requests that it sends.
struct FixtureTool: Sendable {
    /// What a call of a tool leads to.
    enum Step: Sendable {
        /// A result that needs no further request.
        case result(FixtureResult)
        /// A control request, and how the JSON of its response becomes the members of the result.
        case request(ControlRequest, @Sendable (JSONValue) -> JSONObject)
    }

    let definition: MCPTool
    /// The arguments of a typical call.
    let example: JSONObject
    /// The names of the members that a successful result may have.
    let members: [String]
    /// Whether a call with these arguments loses something, so that it must name the sandbox.
    var isDestructive: @Sendable (JSONObject) -> Bool
    let perform: @Sendable (FixtureCall) throws(FixtureResult) -> Step

    init(
        _ definition: MCPTool,
        example: JSONObject,
        members: [String],
        perform: @escaping @Sendable (FixtureCall) throws(FixtureResult) -> Step
    ) {
        self.definition = definition
        self.example = example
        self.members = members
        self.perform = perform
        let isDestructive = definition.annotations.destructive
        self.isDestructive = { _ in isDestructive }
    }

    /// The arguments without those that are null, because clients write absent ones in this way.
    ///
    /// Null is kept where the argument may be any JSON.
    func given(_ arguments: JSONObject) -> JSONObject {
        let properties = definition.inputSchema["properties"]
        return arguments.filter { name, value in
            !value.isNull || properties?[name]?.object?.keys.allSatisfy { $0 == "description" } ?? false
        }
    }

    /// What the call leads to; throws a result that says what is wrong with its arguments.
    func step(of call: FixtureCall) throws(FixtureResult) -> Step {
        let mistakes = mistakes(in: call.arguments)
        guard mistakes.isEmpty else { throw FixtureResult(MockError(mistakes)) }
        guard call.isNamed || !isDestructive(call.arguments) else { throw refusal(of: call) }
        return try perform(call)
    }

    /// The arguments that the tool does not have, those that are missing, and those that must not be empty.
    ///
    /// The control API checks all other values. An empty text would make another path of a path with a parameter.
    private func mistakes(in arguments: JSONObject) -> [MockError.Finding] {
        let properties = definition.inputSchema["properties"]?.object ?? [:]
        let known = properties.keys
        let required = (definition.inputSchema["required"]?.array ?? []).compactMap(\.string)
        let unknown = arguments.keys.filter { !known.contains($0) }.map { name in
            MockError.Finding(
                pointer: JSONPointer([name]).description,
                message: "is not an argument of \(definition.name)",
                hint: name.closest(among: known)
            )
        }
        let missing = required.filter { arguments[$0] == nil }.map { name in
            MockError.Finding(pointer: "/\(name)", message: "is required")
        }
        let empty = arguments.filter { $0.value == "" && properties[$0.key]?["minLength"] == 1 }.keys.map { name in
            MockError.Finding(pointer: "/\(name)", message: "must be at least 1 character long")
        }
        return unknown + missing + empty
    }

    /// The result of a destructive call that names no sandbox.
    private func refusal(of call: FixtureCall) -> FixtureResult {
        let problem = MockError(
            .sandboxRequired,
            """
            \(definition.name) could lose something in every sandbox. Name the sandbox with the argument `sandbox`, or \
            with its key in the header Authorization; `"sandbox": "all"` means every sandbox.
            """
        )
        return FixtureResult(problem).listing(call.sandboxes)
    }
}
