import EmulatorCore
import EmulatorServer
import HTTPServing
import NIOHTTP1

extension EmulatorApplication {
    /// The failure bundle of the only sandbox or, if there is not exactly one, of the sandbox of a key.
    func failureBundle(of key: String, adminToken: String?) -> Result<[UInt8], CommandError> {
        let sandboxes = registry.sandboxes
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/__admin/bundle")
        head.headers.add(name: "Host", value: "localhost")
        if let adminToken { head.headers.add(name: "X-Mock-Admin-Token", value: adminToken) }
        if let only = sandboxes.first, sandboxes.count == 1 {
            head.uri += "?sandbox=\(only.id)"
        } else {
            head.headers.add(name: "Authorization", value: "Bearer \(key)")
        }
        let reply = responder.respond(to: Request(head: head))
        guard case .now(let response) = reply.content, response.status == .ok else {
            return .failure(.failed("--bundle: there is no bundle, because the sandbox of \(key) cannot be read"))
        }
        return .success(response.body)
    }
}
