import Contract
import Domain
package import HTTPServing
package import NIOHTTP1

/// Passes each request to the API, the control API or the dashboard, by its path.
package struct EmulatorResponder: Responder {
    /// The part of the emulator that answers a path.
    private enum Part {
        /// The API, which also answers unknown paths.
        case api
        /// The control API, with the probes, the media samples and the onboarding page.
        case control
        /// The operations of the vendor's dashboard.
        case dashboard
    }

    /// The largest request body of the API and the dashboard, in bytes.
    static let bodyLimit = 1 << 20
    /// The largest request body of the control API, in bytes; an exported world must fit.
    static let controlBodyLimit = 256 << 20

    let pipeline: ContractPipeline
    let control: LazyControl

    /// The operationIds with a handler for control.yaml; a test compares them with that file.
    package var controlOperations: Set<String> { control.value.operations }

    /// Returns the largest body in bytes: 1 MiB for the API and the dashboard, 256 MiB for the control API.
    package func bodyLimit(for head: HTTPRequestHead) -> Int {
        switch part(of: head.uri) {
        case .api, .dashboard: Self.bodyLimit
        case .control: Self.controlBodyLimit
        }
    }

    /// Replies to a request with the pipeline of the part that answers its path.
    package func respond(to request: Request) -> Reply {
        switch part(of: request.head.uri) {
        case .api: pipeline.respond(to: request)
        case .control: control.value.pipeline.respond(to: request)
        case .dashboard: control.value.dashboard.respond(to: request)
        }
    }

    /// Returns the part for a URI; most are known by their prefix, so that only a few are parsed.
    private func part(of uri: String) -> Part {
        let isOrdinary = uri.utf8.first == UInt8(ascii: "/") && !Self.prefixes.contains(where: uri.hasPrefix)
        guard !isOrdinary else { return .api }
        let path = RequestTarget(uri).path
        if Self.controlFolders.contains(where: path.hasPrefix) || Self.controlPaths.contains(path) { return .control }
        let isDashboard = path.hasPrefix("/api/customers/") || path.hasPrefix("/api/accounts/")
        return isDashboard && pipeline.contract.basePath != "/api" ? .dashboard : .api
    }

    // The paths of control.yaml, which is read only when the first of them is requested; a test compares them.
    private static let prefixes = ["/__admin", "/api/", "/livez", "/media/", "/onboard/", "/readyz"]
    private static let controlFolders = ["/__admin/", MediaSample.folder, "/onboard/"]
    private static let controlPaths = ["/__admin", "/livez", "/livez/", "/readyz", "/readyz/"]
}
