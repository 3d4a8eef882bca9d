package import Contract
import Documents

/// The operations, tags, events and error codes that matchers can name.
package struct ContractNames: Sendable {
    private let operations: [String]
    private let tags: [String]
    private let tools: [String]
    private let events: [String]
    private let errors: [String]

    /// The names in a contract and its error catalogue; `others` are operations outside the contract.
    package init(_ contract: Contract, _ catalog: ErrorCatalog, others: [String]) {
        operations = contract.operations.map(\.id) + others
        tags = Set(contract.operations.flatMap(\.tags)).sorted()
        tools = contract.tools.map(\.name)
        events = contract.webhooks.map(\.name)
        errors = catalog.entries.map(\.code)
    }

    /// Refuses a matcher with an operation, a tag or a tool that does not exist, or with a misspelt method of MCP.
    func check(_ matcher: RequestMatcher, at pointer: String) throws(ReadingError) {
        if let name = matcher.operation, !operations.contains(name) {
            throw ReadingError(pointer + "/operation", "is not an operation", hint: name.closest(among: operations))
        }
        if let name = matcher.tag, !tags.contains(name) {
            throw ReadingError(pointer + "/tag", "is not a tag in the contract", hint: name.closest(among: tags))
        }
        if let name = matcher.tool, !tools.contains(name) {
            throw ReadingError(pointer + "/tool", "is not a tool in the contract", hint: name.closest(among: tools))
        }
        if let name = matcher.rpc, !MCPTrace.methods.contains(name), let hint = name.closest(among: MCPTrace.methods) {
            throw ReadingError(pointer + "/rpc", "is not a method of the protocol", hint: hint)
        }
    }

    /// Refuses the name of an event that does not exist; a glob may match none.
    func check(_ event: Glob?, at pointer: String) throws(ReadingError) {
        guard let event, !event.hasHoles, !events.contains(event.source) else { return }
        let hint = event.source.closest(among: events)
        throw ReadingError(pointer, "is not an event in the contract", hint: hint)
    }

    /// Refuses an error code that does not exist.
    func check(error: String?, at pointer: String) throws(ReadingError) {
        guard let error, !errors.contains(error) else { return }
        throw ReadingError(pointer, "is not an error code in the contract", hint: error.closest(among: errors))
    }
}
