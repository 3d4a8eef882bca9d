import Contract
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// The operations with which a browser enters: the welcome page, the inspector, and the files that pages load.
struct EntryOperations: Sendable {
    let registry: SandboxRegistry
    let origin: OriginPolicy
    let contract: Contract
    /// Whether the control API requires the admin token.
    let requiresToken: Bool
    /// Whether `--tls` made the certificate, which clients do not trust unless they are told to.
    let hasOwnAuthority: Bool
    /// Whether the pages have no actions (`--read-only-ui`).
    let hasReadOnlyPages: Bool

    var table: [String: ControlHandler] {
        let inspector = Self.inspector(hasReadOnlyPages: hasReadOnlyPages)
        return [
            "getWelcomePage": .now(welcome),
            "openInspector": .now(open),
            "getInspector": .now { _ in PageAnswer.page(inspector) },
            "getPageFile": .now(file),
        ]
    }

    @Sendable private func welcome(_ call: ControlCall) -> Answer {
        let base = origin.origin(of: call.request)
        let baseline = registry.baseline
        let key = contract.usesKeys ? registry.keyForPages(requiresToken: requiresToken) : nil
        let commands = CurlCommands(
            origin: base,
            contract: contract,
            key: key,
            requiresToken: requiresToken,
            acceptsCertificate: call.request.isSecure && hasOwnAuthority
        )
        let sandboxes = registry.sandboxes
        let page = WelcomePage(
            baseURL: base + contract.basePath,
            key: key,
            scenario: baseline.name,
            commands: commands.all,
            worlds: requiresToken ? nil : WorldRow.latest(20, of: sandboxes, wall: registry.now),
            worldCount: sandboxes.count
        )
        return PageAnswer.page(page.document.bytes)
    }

    @Sendable private func open(_ call: ControlCall) throws(MockError) -> Answer {
        let request = call.request.head
        guard request.headers.preferHTML else { throw .unknownPath(RequestTarget(request.uri).path) }
        return .redirect(to: InspectorPage.path)
    }

    @Sendable private func file(_ call: ControlCall) throws(MockError) -> Answer {
        let name = call.path["file"] ?? ""
        guard let bytes = PageFiles.file(name) else { throw MockError(.notFound, "No page has a file `\(name)`.") }
        return PageAnswer.file(name, bytes)
    }

    /// The page of the inspector, whose root element says what its scripts must know from the start.
    private static func inspector(hasReadOnlyPages: Bool) -> [UInt8] {
        let page = String(decoding: ShippedFiles.own("Pages/inspector.html"), as: UTF8.self)
        let facts = "data-version=\"\(EmulatorVersion.current)\"" + (hasReadOnlyPages ? " data-read-only" : "")
        return Array(page.replacing("<html lang=\"en\">", with: "<html lang=\"en\" \(facts)>").utf8)
    }
}
