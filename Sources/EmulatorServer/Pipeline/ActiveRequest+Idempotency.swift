import Contract
import Crypto
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

extension ActiveRequest {
    private static let maximumKeyLength = 255

    /// Claims the `Idempotency-Key` of a POST, so that it is carried out once (contract: Idempotency).
    mutating func claimIdempotencyKey() throws(Refusal) -> IdempotencyClaim {
        guard case .member(let member) = caller, let key = sentIdempotencyKey else {
            return .first
        }
        guard (1...Self.maximumKeyLength).contains(key.unicodeScalars.count) else {
            let detail = "must be 1 to \(Self.maximumKeyLength) characters long"
            throw .api(APIError(.invalidFieldValue, values: ["detail": detail], param: "Idempotency-Key"))
        }
        let fingerprint = idempotency?.fingerprint ?? fingerprint
        idempotency = IdempotencyUse(key: key, fingerprint: fingerprint)
        switch member.world.idempotency.claim(key, fingerprint: fingerprint, at: now) {
        case .first:
            idempotency?.isOwner = true
            return .first
        case .replay(let stored):
            idempotency?.isReplay = true
            requestID = stored.requestID
            outcome.replayed = true
            return .replay(stored)
        case .running:
            return .running(key: key, member)
        case .mismatch:
            throw .api(Self.mismatch(member.organization.switches))
        }
    }

    /// Whether an idempotency record exists for the key of this request.
    ///
    /// A fault rule then does not hit the request as a repeat, because a retry after a lost response must succeed.
    var isReplayOfRecord: Bool {
        guard case .member(let member) = caller, let key = sentIdempotencyKey else {
            return false
        }
        return member.world.idempotency.holds(key, at: now)
    }

    /// The key of a POST; the MCP endpoint does not use it.
    private var sentIdempotencyKey: String? {
        let head = arrival.request.head
        guard arrival.mcp == nil, Self.usesIdempotencyKey(head.method) else { return nil }
        return head.headers.first(name: "Idempotency-Key")
    }

    /// Whether the header `Idempotency-Key` has an effect on requests with that method.
    static func usesIdempotencyKey(_ method: HTTPMethod) -> Bool { method == .POST }

    private static func mismatch(_ switches: Switches) -> APIError {
        switch switches.idempotencyMismatch {
        case .unprocessable: APIError(.idempotencyKeyReuse)
        case .conflict: APIError(.idempotencyConflict)
        }
    }

    /// The SHA-256 of method, path and canonical body, which does not depend on member order or whitespace.
    private var fingerprint: [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("\(arrival.method) \(arrival.path)\n".utf8))
        if let body {
            hash.update(data: body.canonical.serialized)
        } else if !content.isAbsent {
            hash.update(data: arrival.bodyBytes)
        }
        return Array(hash.finalize())
    }
}
