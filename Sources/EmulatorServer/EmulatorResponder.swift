import Contract
import Domain
package import HTTPServing
package import NIOHTTP1

/// Sends each request to the part of the emulator that it is meant for.
package struct EmulatorResponder: Responder {
    /// What a path belongs to.
    private enum Part {
        /// The API, and all paths that nobody knows.
        case api
        /// The control API, and the pages.
        case control
        /// The calls of the operator's dashboard.
        case dashboard
    }

    /// The largest body under the API and outside the control API.
    static let bodyLimit = 1 << 20
    /// The largest body of a control call: a whole world must fit.
    static let controlBodyLimit = 256 << 20

    let pipeline: ContractPipeline
    let control: LazyControl

    /// The operationIds that are answered beside the contract's, to be compared with control.yaml.
    package var controlOperations: Set<String> { control.value.operations }

    /// 1 MiB under the API, 256 MiB under the control API.
    package func bodyLimit(for head: HTTPRequestHead) -> Int {
        switch part(of: head.uri) {
        case .api, .dashboard: Self.bodyLimit
        case .control: Self.controlBodyLimit
        }
    }

    /// The reply of the part that the path belongs to.
    package func respond(to request: Request) -> Reply {
        switch part(of: request.head.uri) {
        case .api: pipeline.respond(to: request)
        case .control: control.value.pipeline.respond(to: request)
        case .dashboard: control.value.dashboard.respond(to: request)
        }
    }

    /// Most requests are told apart by their first bytes; only what looks special is taken apart.
    private func part(of uri: String) -> Part {
        let isOrdinary = uri.utf8.first == UInt8(ascii: "/") && !Self.prefixes.contains(where: uri.hasPrefix)
        guard !isOrdinary else { return .api }
        let path = RequestTarget(uri).path
        if Self.controlFolders.contains(where: path.hasPrefix) || Self.controlPaths.contains(path) { return .control }
        let isDashboard = path.hasPrefix("/api/customers/") || path.hasPrefix("/api/accounts/")
        return isDashboard && pipeline.contract.basePath != "/api" ? .dashboard : .api
    }

    private static let prefixes = ["/__admin", "/api/", "/livez", "/media/", "/onboard/", "/readyz"]
    private static let controlFolders = ["/__admin/", MediaSample.folder, "/onboard/"]
    private static let controlPaths = ["/__admin", "/livez", "/livez/", "/readyz", "/readyz/"]
}
