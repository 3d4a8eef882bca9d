package import HTTPServing
package import NIOHTTP1

/// Sends each request to the half of the emulator that it is meant for.
package struct EmulatorResponder: Responder {
    /// The largest body under the API and outside the control API.
    static let bodyLimit = 1 << 20
    /// The largest body of a control call: a whole world must fit.
    static let controlBodyLimit = 256 << 20

    let pipeline: ContractPipeline
    let control: LazyControl

    /// The operationIds that the control API answers, to be compared with control.yaml.
    package var controlOperations: Set<String> { Set(control.pipeline.handlers.keys) }

    /// 1 MiB under the API, 256 MiB under the control API.
    package func bodyLimit(for head: HTTPRequestHead) -> Int {
        Self.isControl(head.uri) ? Self.controlBodyLimit : Self.bodyLimit
    }

    /// The reply of the half that the path belongs to.
    package func respond(to request: Request) -> Reply {
        Self.isControl(request.head.uri) ? control.pipeline.respond(to: request) : pipeline.respond(to: request)
    }

    /// Most requests are told apart by their first bytes; only what looks like a control call is taken apart.
    private static func isControl(_ uri: String) -> Bool {
        let isOrdinary = uri.utf8.first == UInt8(ascii: "/") && !prefixes.contains(where: uri.hasPrefix)
        guard !isOrdinary else { return false }
        let path = RequestTarget(uri).path
        return path.hasPrefix("/__admin/") || ["/__admin", "/livez", "/livez/", "/readyz", "/readyz/"].contains(path)
    }

    private static let prefixes = ["/__admin", "/livez", "/readyz"]
}
