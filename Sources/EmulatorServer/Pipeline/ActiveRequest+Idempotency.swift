import Contract
import Crypto
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

extension ActiveRequest {
    private static let maximumKeyLength = 255

    /// Lets a POST with an `Idempotency-Key` happen once (contract: Idempotency).
    mutating func claimIdempotencyKey() throws(Refusal) -> IdempotencyClaim {
        guard case .member(let member) = caller, let key = Self.idempotencyKey(of: arrival.request.head) else {
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
            return .running(key: key, member.world)
        case .mismatch:
            throw .api(Self.mismatch(member.organization.switches))
        }
    }

    /// Whether a record will answer: the application's own next try after a lost answer must succeed.
    var isReplayOfRecord: Bool {
        guard case .member(let member) = caller, let key = Self.idempotencyKey(of: arrival.request.head) else {
            return false
        }
        return member.world.idempotency.holds(key, at: now)
    }

    /// The key of a POST; other methods have none.
    private static func idempotencyKey(of head: HTTPRequestHead) -> String? {
        head.method == .POST ? head.headers.first(name: "Idempotency-Key") : nil
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
