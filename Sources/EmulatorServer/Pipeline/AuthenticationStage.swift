import Contract
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Finds the sandbox that the bearer key opens.
///
/// The route decides one thing here: an operation whose `security` is empty needs no key. Any other path under the
/// base path does, known or not, so that nobody learns the routes without one.
struct AuthenticationStage: PipelineStage {
    let registry: SandboxRegistry
    let basePath: String

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard needsKey(exchange) else { return .next }
        guard let key = BearerToken(exchange.request.head.headers) else { throw .api(APIError(.missingAPIKey)) }
        switch registry.admit(key.text) {
        case .unknown: throw .api(APIError(.invalidAPIKey))
        case .evicted: throw .mock(.evicted)
        case .sandbox(let sandbox): try enter(sandbox, with: key.text, &exchange)
        }
        return .next
    }

    private func needsKey(_ exchange: Exchange) -> Bool {
        if let operation = exchange.operation { return operation.requiresKey }
        let path = "/" + exchange.path.drop { $0 == "/" }
        return path == basePath || path.hasPrefix(basePath + "/")
    }

    private func enter(_ sandbox: Sandbox, with key: String, _ exchange: inout Exchange) throws(Refusal) {
        let world = sandbox.world
        let wall = exchange.wall
        let (organization, now) = world.transaction { ($0.organization, $0.now(wall: wall)) }
        guard let apiKey = organization.apiKeys.first(where: { $0.secret == key }) else {
            throw .api(APIError(.invalidAPIKey))
        }
        switch apiKey.status(at: now) {
        case .active: break
        case .expired: throw .api(APIError(.expiredAPIKey))
        case .revoked: throw .api(APIError(.revokedAPIKey))
        }
        sandbox.touch(at: wall)
        exchange.now = now
        exchange.sandbox = sandbox
        exchange.world = world
        exchange.organization = organization
        exchange.apiKey = apiKey
        exchange.journal = world.journal
    }
}

extension MockError {
    /// The answer to the key of a sandbox that was given up.
    static let evicted = MockError(
        .sandboxEvicted,
        "The sandbox of this key was given up to make room (--max-sandboxes). POST /__admin/reset with the key starts a new one."
    )
}
