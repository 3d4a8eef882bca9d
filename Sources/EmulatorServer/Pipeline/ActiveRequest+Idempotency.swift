import Contract
import Crypto
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// What the `Idempotency-Key` of a request leads to.
enum IdempotencyClaim: Sendable {
    /// The request has none, or is the first one with it.
    case first
    /// An earlier call has left its answer.
    case replay(StoredAnswer)
    /// An earlier call is still running in that world.
    case running(key: String, World)
}

extension ActiveRequest {
    private static let maximumKeyLength = 255

    /// Lets a POST with an `Idempotency-Key` happen once (contract: Idempotency).
    mutating func claimIdempotencyKey() throws(Refusal) -> IdempotencyClaim {
        guard case .member(let member) = caller, let key = idempotencyKey else { return .first }
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
            return .running(key: key, member.world)
        case .mismatch:
            throw .api(Self.mismatch(member.organization.switches))
        }
    }

    /// Whether a record will answer: the application's own next try after a lost answer must succeed.
    var isReplayOfRecord: Bool {
        guard case .member(let member) = caller, let key = idempotencyKey else { return false }
        return member.world.idempotency.holds(key, at: now)
    }

    /// The key of a POST; other methods have none.
    private var idempotencyKey: String? {
        arrival.method == "POST" ? arrival.headers.first(name: "Idempotency-Key") : nil
    }

    private static func mismatch(_ switches: Switches) -> APIError {
        switch switches.idempotencyMismatch {
        case .unprocessable: APIError(.idempotencyKeyReuse)
        case .conflict: APIError(.idempotencyConflict)
        }
    }

    /// SHA-256 of method, path and canonical body, so that key order and spacing do not matter.
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
