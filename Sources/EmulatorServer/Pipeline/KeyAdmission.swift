import Contract
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Admits requests to the API by their key, and onboarding calls by their setup link.
///
/// The security of the matched operation says where its key is and whether it needs one. Every other path below the
/// base path needs a key, so that a client without a key cannot find out which routes exist.
struct KeyAdmission: Admission {
    let registry: SandboxRegistry
    let contract: Contract
    let setupLinks: SetupLinkAdmission
    /// Whether every path needs a key, and not only those under the base path.
    var coversEveryPath = false
    /// The key of requests that have no `Authorization` header; only for dry runs.
    var defaultKey: String?

    /// Accepts every request: keys protect the API, and operations without a key are open to every page.
    func checkOrigin(of arrival: Arrival) {}

    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted {
        if let operation = arrival.operation, let defect = operation.defect {
            throw .mock(MockError(.brokenContract, "\(operation.id) cannot be answered: \(defect)."))
        }
        switch credentials(of: arrival) {
        case .anonymous: return try setupLinks.admit(arrival)
        case .missing:
            guard let defaultKey, !arrival.headers.contains(name: "Authorization"),
                let member = try member(with: [defaultKey], arrival)
            else { throw .api(.missingKey(arrival.operation?.security)) }
            return member
        case .keys(let keys):
            if let member = try member(with: keys, arrival) { return member }
            return try setupLinks.admit(arrival)
        }
    }

    func inDryRun(_ run: DryRun) -> any Admission {
        KeyAdmission(
            registry: run.registry,
            contract: contract,
            setupLinks: SetupLinkAdmission(registry: run.registry, table: setupLinks.table),
            coversEveryPath: coversEveryPath,
            defaultKey: run.key
        )
    }

    private func credentials(of arrival: Arrival) -> SecurityRequirements.Credentials {
        let sent = SentCredentials(headers: arrival.headers, query: arrival.query)
        if let operation = arrival.operation { return operation.security.credentials(sent.credential) }
        guard contract.usesKeys, coversEveryPath || isUnderBasePath(arrival.path) else { return .anonymous }
        let schemes = contract.securitySchemes
        guard let key = schemes.lazy.compactMap(sent.credential).first else { return .missing }
        return .keys([key])
    }

    private func isUnderBasePath(_ path: String) -> Bool {
        let path = "/" + path.drop { $0 == "/" }
        return contract.basePaths.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// Admits the first of the credentials that is a known key; nil if there are no credentials.
    private func member(with keys: [String], _ arrival: Arrival) throws(Refusal) -> Admitted? {
        for key in keys {
            switch registry.admit(key) {
            case .unknown: continue
            case .evicted: throw .mock(.evicted)
            case .sandbox(let sandbox): return try member(of: sandbox, with: key, at: arrival.wall)
            }
        }
        guard keys.isEmpty else { throw .api(APIError(.invalidAPIKey)) }
        return nil
    }

    private func member(of sandbox: Sandbox, with secret: String, at wall: Timestamp) throws(Refusal) -> Admitted {
        let world = sandbox.world
        let (organization, now) = world.admission(at: wall)
        guard let key = organization.apiKeys.first(where: { $0.secret == secret }) else {
            throw .api(APIError(.invalidAPIKey))
        }
        switch key.status(at: now) {
        case .active: break
        case .expired: throw .api(APIError(.expiredAPIKey))
        case .revoked: throw .api(APIError(.revokedAPIKey))
        }
        sandbox.touch(at: wall)
        return Admitted(caller: .member(Member(world: world, organization: organization, key: key)), now: now)
    }
}

extension APIError {
    /// The error for a missing key; it names the places of the key unless that is the bearer token of the vendor.
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
    /// The error for a key whose sandbox was evicted.
    static let evicted = MockError(
        .sandboxEvicted,
        "The sandbox of this key was evicted to make room (--max-sandboxes). POST /__admin/reset with the key starts a new one."
    )
}
