import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Notes the request in the journal of its world, which numbers it and gives it its request id.
struct OpenStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        exchange.open()
        return .next
    }
}

extension Exchange {
    /// Enters the request into its journal, once.
    mutating func open() {
        guard seq == 0 else { return }
        let opening = JournalOpening(
            method: method,
            path: path,
            query: query,
            request: RecordedMessage(headers: request.head.headers.recorded, body: bodyBytes),
            connection: request.connection?.number(for: journal.identity, making: journal.numberConnection),
            at: now,
            wallAt: EmulatorClock.system.now
        )
        (seq, requestID) = journal.open(opening)
    }
}

extension HTTPHeaders {
    /// The headers as the journal keeps them.
    var recorded: [HeaderField] {
        map { HeaderField(name: $0.name, value: $0.value) }
    }
}
