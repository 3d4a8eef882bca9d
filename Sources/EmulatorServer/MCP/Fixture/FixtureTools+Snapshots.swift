import Documents
import OrderedCollections

/// The tool that saves and restores snapshots.
extension FixtureTools {
    private enum SnapshotAction: String, CaseIterable {
        case save, list, restore, delete

        /// Whether a world or a snapshot is lost.
        var isDestructive: Bool {
            switch self {
            case .list: false
            case .save, .restore, .delete: true
            }
        }
    }

    static let snapshot: FixtureTool = {
        var tool = FixtureTool(
            MCPTool(
                name: "snapshot",
                title: "Save, list, restore or delete snapshots",
                description: """
                    `save` keeps the present world under `name`. Lost: an older snapshot of that name. `list` loses \
                    nothing. `restore` makes the world what it was. Lost: the present world with its journal and its \
                    work in progress. Kept: the snapshots. Returns what was cancelled, as reset does. `delete` loses \
                    the snapshot and keeps the world. All but `list` need a named sandbox.
                    """,
                inputSchema: ToolSchema("createSnapshot")
                    .with("name", ["type": "string", "minLength": 1, "description": "The name; `list` needs none."])
                    .with(
                        "action",
                        ["enum": .array(SnapshotAction.allCases.map { .string($0.rawValue) })],
                        isRequired: true
                    )
                    .json(isDestructive: true),
                annotations: .replacing
            ),
            example: ["action": "save", "name": "before-checkout"],
            members: ["name", "at", "snapshots", "deleted", "sandboxes", "cancelled", "leftovers", "url"],
            perform: snapshotStep
        )
        tool.isDestructive = { arguments in
            arguments["action"]?.string.flatMap(SnapshotAction.init(rawValue:))?.isDestructive ?? false
        }
        return tool
    }()

    @Sendable private static func snapshotStep(_ call: FixtureCall) throws(FixtureResult) -> FixtureTool.Step {
        let name = call.arguments["action"]?.string ?? ""
        guard let action = SnapshotAction(rawValue: name) else {
            let known = SnapshotAction.allCases.map(\.rawValue)
            throw FixtureResult(.unknownValue(name, of: "action", known: known))
        }
        guard action == .list || call.arguments["name"] != nil else {
            throw FixtureResult(MockError([.init(pointer: "/name", message: "is required to \(action) a snapshot")]))
        }
        switch action {
        case .save:
            return .request(call.request("createSnapshot", leavingOut: ["action"])) { json in
                json.members(["name", "at"]).merging(["url": call.url("listSnapshots")]) { $1 }
            }
        case .list:
            return .request(call.request("listSnapshots", leavingOut: ["action", "name"])) { json in
                ["snapshots": json["data"]?.firstRows ?? [], "url": call.url("listSnapshots")]
            }
        case .restore:
            return .request(call.request("restoreSnapshot", leavingOut: ["action"])) { json in
                var members = json.members(["sandboxes", "cancelled", "leftovers"])
                members["leftovers"] = members["leftovers"]?.withFirstRows
                return members
            }
        case .delete:
            return .request(call.request("deleteSnapshot", leavingOut: ["action"])) { json in
                json.members(["name", "deleted"]).merging(["url": call.url("listSnapshots")]) { $1 }
            }
        }
    }
}

extension MockError {
    /// The error for an argument with a value that is none of the known ones.
    static func unknownValue(_ value: String, of name: String, known: [String]) -> MockError {
        let message = "must be one of \(known.joined(separator: ", "))"
        return MockError([Finding(pointer: "/\(name)", message: message, hint: value.closest(among: known))])
    }
}
