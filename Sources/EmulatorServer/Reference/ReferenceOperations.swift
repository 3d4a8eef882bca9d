import Contract
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// The page with the calls of the control API.
struct ReferenceOperations: Sendable {
    /// The path of the document that the page shows.
    static let documentPath = "/__admin/openapi.yaml"

    let registry: SandboxRegistry
    let origin: OriginPolicy
    /// Whether the control API requires the admin token.
    let requiresToken: Bool
    /// Whether `--tls` made the certificate, which clients do not trust unless they are told to.
    let hasOwnAuthority: Bool

    var table: [String: ControlHandler] {
        ["getControlReference": .now(reference)]
    }

    /// The page, or for a client that prefers the document, the way to that.
    @Sendable private func reference(_ call: ControlCall) -> Answer {
        guard !Self.prefersDocument(call.request) else { return .redirect(to: Self.documentPath) }
        let commands = ReferenceCommands(
            origin: origin.origin(of: call.request),
            key: registry.keyForPages(requiresToken: requiresToken) ?? "KEY",
            tokenHeader: requiresToken ? ControlGuard.tokenHeader : nil,
            acceptsCertificate: call.request.isSecure && hasOwnAuthority
        )
        let page = ReferencePage(
            document: ReferenceDocument(ControlContract.document),
            commands: commands,
            linksDocuments: !requiresToken
        )
        return PageAnswer.page(page.markup.bytes)
    }

    private static func prefersDocument(_ request: Request) -> Bool {
        let accepted = AcceptedTypes(request.head.headers.combined("Accept"))
        let document = ["application/json", "application/yaml"].map(accepted.quality)
        return document.contains { $0 > accepted.quality(of: "text/html") }
    }
}
