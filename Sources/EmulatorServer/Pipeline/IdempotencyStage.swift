import Contract
import Crypto
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Lets a POST with an `Idempotency-Key` happen once (contract: Idempotency).
struct IdempotencyStage: PipelineStage {
    static let maximumKeyLength = 255

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard let world = exchange.world, exchange.apiKey != nil, exchange.method == "POST",
            let key = exchange.request.head.headers.first(name: "Idempotency-Key")
        else { return .next }
        guard (1...Self.maximumKeyLength).contains(key.unicodeScalars.count) else {
            let detail = "must be 1 to \(Self.maximumKeyLength) characters long"
            throw .api(APIError(.invalidFieldValue, values: ["detail": detail], param: "Idempotency-Key"))
        }
        let fingerprint = exchange.idempotency?.fingerprint ?? Self.fingerprint(of: exchange)
        exchange.idempotency = IdempotencyUse(key: key, fingerprint: fingerprint)
        switch world.idempotency.claim(key, fingerprint: fingerprint, at: exchange.now) {
        case .first:
            exchange.idempotency?.isOwner = true
            return .next
        case .replay(let stored):
            exchange.idempotency?.isReplay = true
            exchange.requestID = stored.requestID
            exchange.outcome.replayed = true
            return .answer(Answer(stored))
        case .running:
            return .wait(idempotencyKey: key)
        case .mismatch:
            throw .api(Self.mismatch(exchange.organization?.switches ?? Switches()))
        }
    }

    private static func mismatch(_ switches: Switches) -> APIError {
        switch switches.idempotencyMismatch {
        case .unprocessable: APIError(.idempotencyKeyReuse)
        case .conflict: APIError(.idempotencyConflict)
        }
    }

    /// SHA-256 of method, path and canonical body, so that key order and spacing do not matter.
    private static func fingerprint(of exchange: Exchange) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("\(exchange.method) \(exchange.path)\n".utf8))
        if let body = exchange.body {
            hash.update(data: body.canonical.serialized)
        } else if !exchange.content.isAbsent {
            hash.update(data: exchange.bodyBytes)
        }
        return Array(hash.finalize())
    }
}

extension Answer {
    /// An answer of an earlier call.
    fileprivate init(_ stored: StoredAnswer) {
        self.init(status: stored.status, body: stored.body, contentType: nil)
        for field in stored.headers {
            if field.name == "Content-Type" {
                contentType = field.value
            } else {
                headers.append((field.name, field.value))
            }
        }
    }
}
