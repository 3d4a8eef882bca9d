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

    package func bodyLimit(for head: HTTPRequestHead) -> Int {
        Self.isControl(head.uri) ? Self.controlBodyLimit : Self.bodyLimit
    }

    package func respond(to request: Request) -> Reply {
        Self.isControl(request.head.uri) ? control.pipeline.respond(to: request) : pipeline.respond(to: request)
    }

    private static func isControl(_ uri: String) -> Bool {
        let path = uri.utf8.first == UInt8(ascii: "/") ? uri : RequestTarget(uri).path
        return path.hasPrefix("/__admin") || path.hasPrefix("/livez") || path.hasPrefix("/readyz")
    }
}
