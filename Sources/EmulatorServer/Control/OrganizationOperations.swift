import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operations on an organization's settings, such as plan, keys, limits and switches.
struct OrganizationOperations: Sendable {
    let registry: SandboxRegistry

    var table: [String: ControlHandler] {
        ["getOrganization": .now(get), "updateOrganization": .now(update)]
    }

    @Sendable private func get(_ call: ControlCall) -> Answer {
        show(call.scope)
    }

    @Sendable private func update(_ call: ControlCall) throws(MockError) -> Answer {
        let patch = try call.read { body throws(ReadingError) in try OrganizationPatch(reading: body) }
        switch call.scope {
        case .all:
            if patch.apiKeys != nil {
                throw MockError(.sandboxRequired, "Keys belong to one sandbox; send one of its keys to name it.")
            }
            registry.configureAll(with: patch)
        case .sandbox(let sandbox):
            guard registry.configure(sandbox, with: patch) else {
                throw MockError(.invalidState, "Another sandbox has one of these keys.")
            }
        }
        return show(call.scope)
    }

    private func show(_ scope: ControlScope) -> Answer {
        let now = registry.now
        switch scope {
        case .all:
            let organization = registry.organizationOfNewSandbox()
            return .control { writer in organization.writeSettings(to: &writer, id: nil, keys: [], at: now) }
        case .sandbox(let sandbox):
            let organization = sandbox.world.read(at: now) { $0.organization }
            return .control { writer in
                organization.writeSettings(
                    to: &writer,
                    id: organization.id.description,
                    keys: organization.apiKeys,
                    at: now
                )
            }
        }
    }
}
