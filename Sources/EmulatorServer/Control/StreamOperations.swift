import Documents
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// The operation that streams what happens as server-sent events.
struct StreamOperations: Sendable {
    let log: EventLog

    var table: [String: ControlHandler] { ["streamEvents": .stream(stream)] }

    @Sendable private func stream(_ call: ControlCall) -> StreamedResponse {
        let last = call.request.head.headers.first(name: "Last-Event-ID").flatMap { Int($0) }
        return log.open(call.scope.sandbox?.id, since: last ?? call.query["since"]?.integer)
    }
}
