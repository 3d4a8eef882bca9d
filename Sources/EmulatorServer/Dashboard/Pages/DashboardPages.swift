import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// The pages of the vendor's dashboard: the customers of a world, and one of them.
///
/// A browser gets a page, and any other client gets the same as JSON. Reading them changes nothing: they are not in the
/// journal, and they do not count as reads of a customer.
struct DashboardPages: Sendable {
    let registry: SandboxRegistry
    /// Whether the control API requires the admin token; worlds that the request does not name are not shown then.
    let requiresToken: Bool
    /// Whether the pages have no actions (`--read-only-ui`).
    let hasReadOnlyPages: Bool

    var table: [String: ControlHandler] {
        ["getCustomersPage": .now(list), "getCustomerPage": .now(show)]
    }

    @Sendable private func list(_ call: ControlCall) throws(MockError) -> Answer {
        let isHTML = call.request.head.headers.preferHTML
        guard let sandbox = call.scope.sandbox ?? onlySandbox else {
            guard isHTML else { throw .unnamedSandbox }
            return choice(of: registry.sandboxes, at: "/customers")
        }
        let search = CustomerSearch(call)
        let found: CustomerPage
        do throws(DomainError) {
            found = try sandbox.world.read(at: registry.now) { state throws(DomainError) in
                try CustomerPage(search, in: state)
            }
        } catch {
            throw MockError([MockError.Finding(pointer: "/cursor", message: "is not a cursor of this list")])
        }
        guard isHTML else { return .control { writer in found.write(to: &writer, in: sandbox) } }
        let document = CustomerListDocument(search: search, found: found, frame: frame(of: sandbox)).document
        return PageAnswer.page(document.bytes, hasForms: true)
    }

    @Sendable private func show(_ call: ControlCall) throws(MockError) -> Answer {
        let id = call.path["id"] ?? ""
        let isHTML = call.request.head.headers.preferHTML
        if isHTML, case .all = call.scope {
            let holders = registry.sandboxes { $0.customers[Identifier(id)] != nil }
            if holders.count > 1, !requiresToken { return choice(of: holders, at: "/customers/\(id.inURL)") }
        }
        let sandbox = try call.sandbox(of: registry, holding: "customer `\(id)`") { state in
            state.customers[Identifier(id)] != nil
        }
        let wall = registry.now
        let beginning = sandbox.world.beginning.state
        let profile = sandbox.world.read(at: wall) { state in
            CustomerProfile(of: id, in: state, since: beginning, at: state.now(wall: wall))
        }
        guard let profile else { throw MockError(.notFound, "This sandbox has no customer `\(id)` any more.") }
        guard isHTML else { return .control { writer in profile.write(to: &writer, in: sandbox) } }
        return PageAnswer.page(CustomerDocument(profile: profile, frame: frame(of: sandbox)).document.bytes)
    }

    // MARK: Worlds

    /// The world that is shown if the request names none: the only one, unless the admin token protects it.
    private var onlySandbox: Sandbox? {
        let all = registry.sandboxes
        return all.count == 1 && !requiresToken ? all.first : nil
    }

    private func choice(of sandboxes: [Sandbox], at path: String) -> Answer {
        let key = registry.keyForPages(requiresToken: requiresToken)
        let worlds = requiresToken ? nil : WorldRow.latest(WorldChoice.limit, of: sandboxes, wall: registry.now)
        let choice = WorldChoice(worlds: worlds, worldCount: sandboxes.count, path: path, sampleKey: key)
        return PageAnswer.page(choice.document.bytes, hasForms: true)
    }

    private func frame(of sandbox: Sandbox) -> DashboardFrame {
        DashboardFrame(
            sandbox: sandbox.id.description,
            organization: sandbox.world.read(at: registry.now) { $0.organization.name },
            keyEnding: String(sandbox.key.suffix(4)),
            hasOtherWorlds: registry.sandboxes.count > 1 && !requiresToken,
            hasActions: !hasReadOnlyPages
        )
    }
}

extension MockError {
    /// The error for a list without a sandbox.
    fileprivate static let unnamedSandbox = MockError(
        .sandboxRequired,
        "Name a sandbox by ?api_key= or by ?sandbox=; the only one need not be named, unless there is an admin token."
    )
}
