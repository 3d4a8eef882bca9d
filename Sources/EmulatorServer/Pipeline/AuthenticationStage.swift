import Contract
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Finds the sandbox that the key of the request opens.
///
/// The route decides one thing here: where the operation reads its key, and whether it needs one. Any other path under
/// the base path needs one, known or not, so that nobody learns the routes without one.
struct AuthenticationStage: PipelineStage {
    let registry: SandboxRegistry
    let contract: Contract

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        if let operation = exchange.operation, let defect = operation.defect {
            throw .mock(MockError(.brokenContract, "\(operation.id) cannot be answered: \(defect)."))
        }
        let sent = SentCredentials(headers: exchange.request.head.headers, query: exchange.query)
        switch credentials(sent, exchange) {
        case .anonymous: break
        case .missing: throw .api(.missingKey(exchange.operation?.security))
        case .keys(let keys): try enter(with: keys, &exchange)
        }
        return .next
    }

    private func credentials(_ sent: SentCredentials, _ exchange: Exchange) -> SecurityRequirements.Credentials {
        if let operation = exchange.operation { return operation.security.credentials(sent.credential) }
        guard contract.usesKeys, isUnderBasePath(exchange.path) else { return .anonymous }
        let schemes = contract.securitySchemes
        guard let key = schemes.lazy.compactMap(sent.credential).first else { return .missing }
        return .keys([key])
    }

    private func isUnderBasePath(_ path: String) -> Bool {
        let path = "/" + path.drop { $0 == "/" }
        return contract.basePaths.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// Where several credentials are sent, the first one that is a key opens the world.
    private func enter(with keys: [String], _ exchange: inout Exchange) throws(Refusal) {
        for key in keys {
            switch registry.admit(key) {
            case .unknown: continue
            case .evicted: throw .mock(.evicted)
            case .sandbox(let sandbox): return try enter(sandbox, with: key, &exchange)
            }
        }
        if !keys.isEmpty { throw .api(APIError(.invalidAPIKey)) }
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

extension APIError {
    /// No key was sent; the text names the places where one is read, if that is not the vendor's own place.
    fileprivate static func missingKey(_ security: SecurityRequirements?) -> APIError {
        guard let security, security.schemes.contains(where: { $0.place != .bearer }) else {
            return APIError(.missingAPIKey)
        }
        let places = security.alternatives.map { $0.map(\.description).joined(separator: " and ") }
        var error = APIError(.missingAPIKey)
        error.message = "Missing API key. Send it in \(places.joined(separator: ", or in "))."
        return error
    }
}

extension MockError {
    /// The answer to the key of a sandbox that was given up.
    static let evicted = MockError(
        .sandboxEvicted,
        "The sandbox of this key was given up to make room (--max-sandboxes). POST /__admin/reset with the key starts a new one."
    )
}
