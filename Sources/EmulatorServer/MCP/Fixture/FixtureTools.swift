import Documents
import OrderedCollections

/// The tools of the fixture, in the order in which clients see them.
enum FixtureTools {
    static let all = [
        status, reset, loadScenario, snapshot, changes, injectFault, clearFaults, advanceClock, simulate, triggerEvent,
        wait, verify, explain, findRequests, setOrganization,
    ]

    static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.definition.name, $0) })
    /// The tools as `tools/list` shows them.
    static let list: MCPToolList = {
        var shortening = SchemaShortening()
        return MCPToolList(all.map { shortening.shortened($0.definition) })
    }()
}

extension MCPTool.Annotations {
    /// The annotations of a tool that changes nothing.
    static let reading = MCPTool.Annotations(readOnly: true, destructive: false, idempotent: true, openWorld: false)
    /// The annotations of a tool that changes something more with each call, and deletes nothing.
    static let adding = MCPTool.Annotations(readOnly: false, destructive: false, idempotent: false, openWorld: false)
    /// The annotations of a tool that adds something with most calls, and replaces something with some.
    static let addingOrReplacing = MCPTool.Annotations(
        readOnly: false,
        destructive: true,
        idempotent: false,
        openWorld: false
    )
    /// The annotations of a tool that deletes or replaces something; a second call changes nothing more.
    static let replacing = MCPTool.Annotations(readOnly: false, destructive: true, idempotent: true, openWorld: false)
}
