import Documents
import HTTPServing
import NIOHTTP1
import Synchronization

/// An application that receives webhooks at `/hook` and shows the status of the last message at `/status`.
final class StatusApplication: Responder {
    /// What happens to a status that comes after a later one.
    enum Reading {
        /// It replaces the later one, which is the mistake that the tests look for.
        case lastOneWins
        /// It changes nothing.
        case furthestOneWins
        /// It changes nothing, and a status whose predecessors have not come is refused with 500, so that it comes again.
        case onlyTheNextOne
    }

    private struct Storage {
        /// The status of each message, by its wamid.
        var statuses: [String: String] = [:]
        var lastMessage = ""
    }

    private static let ranks = ["sent": 1, "delivered": 2, "read": 3]

    private let reading: Reading
    private let storage = Mutex(Storage())

    init(_ reading: Reading) {
        self.reading = reading
    }

    func bodyLimit(for head: HTTPRequestHead) -> Int { 1 << 20 }

    func respond(to request: Request) -> Reply {
        var isAccepted = true
        if case .complete(let bytes) = request.body, request.head.uri == "/hook" {
            isAccepted = receive((try? JSONValue(parsing: bytes)) ?? .null)
        }
        let status = storage.withLock { $0.statuses[$0.lastMessage] ?? "unknown" }
        let body: JSONValue = ["status": .string(status)]
        return Reply(
            .now(
                Response(
                    status: isAccepted ? .ok : .internalServerError,
                    headers: ["Content-Type": "application/json"],
                    body: body.serialized
                )
            )
        )
    }

    /// Returns whether the application accepts the webhook.
    private func receive(_ webhook: JSONValue) -> Bool {
        let statuses = webhook["entry"]?[0]?["changes"]?[0]?["value"]?["statuses"]?.array ?? []
        return storage.withLock { storage in
            for report in statuses {
                guard let id = report["id"]?.string, let status = report["status"]?.string else { continue }
                storage.lastMessage = id
                let known = storage.statuses[id].flatMap { Self.ranks[$0] } ?? 0
                let rank = Self.ranks[status] ?? 0
                switch reading {
                case .lastOneWins: storage.statuses[id] = status
                case .furthestOneWins: if known <= rank { storage.statuses[id] = status }
                case .onlyTheNextOne:
                    guard rank <= known + 1 else { return false }
                    if known <= rank { storage.statuses[id] = status }
                }
            }
            return true
        }
    }
}

/// Serves an application on a free port, and calls `body` with its URL.
func withApplication(
    _ reading: StatusApplication.Reading,
    _ body: @Sendable (String) async throws -> Void
) async throws {
    try await withServer(of: StatusApplication(reading), body)
}
