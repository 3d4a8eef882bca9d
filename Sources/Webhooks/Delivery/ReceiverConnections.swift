import NIOCore
import NIOHTTP1

/// The connections of a transport, all of them on one event loop.
///
/// A receiver may close an idle connection just when it is used again; this must not make an attempt fail.
final class ReceiverConnections: Sendable {
    private struct State {
        var all: [ObjectIdentifier: ReceiverConnection] = [:]
        /// The connection that was written to last; the client does not tell which one it uses.
        var latest: ReceiverConnection?
    }

    private let state: NIOLoopBoundBox<State>

    init(eventLoop: any EventLoop) {
        state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
    }

    /// Watches a new connection, before its first attempt.
    func watch(_ channel: any Channel) throws {
        let connection = ReceiverConnection(
            onWrite: { [state] in state.value.latest = $0 },
            onEnd: { [state] in
                state.value.all[ObjectIdentifier($0)] = nil
                if state.value.latest === $0 { state.value.latest = nil }
            }
        )
        let pipeline = channel.pipeline.syncOperations
        let encoder = try pipeline.context(handlerType: HTTPRequestEncoder.self).handler
        try pipeline.addHandler(connection, position: .before(encoder))
        state.value.all[ObjectIdentifier(connection)] = connection
    }

    /// The connection on which an attempt has just begun to be written.
    func begin(to receiver: String) -> ReceiverConnectionUse? {
        state.value.latest?.begin(to: receiver)
    }

    /// Closes the idle connections to a receiver of which it has closed its side; returns whether there were any.
    func closeLeft(by receiver: String) -> Bool {
        close(idle(receiver).filter(\.isLeft))
    }

    /// Closes all idle connections to a receiver, so that the next attempt gets a new one; returns whether any was.
    func closeIdle(to receiver: String) -> Bool {
        close(idle(receiver))
    }

    private func close(_ connections: [ReceiverConnection]) -> Bool {
        for connection in connections { connection.close() }
        return !connections.isEmpty
    }

    private func idle(_ receiver: String) -> [ReceiverConnection] {
        state.value.all.values.filter { !$0.isBusy && $0.receiver == receiver }
    }
}
