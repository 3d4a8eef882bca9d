import NIOCore
import NIOHTTP1

/// The connections of a transport, all of them on one event loop.
///
/// A receiver may close an idle connection at the moment in which it is used again; that is nobody's failed attempt.
final class ReceiverConnections: Sendable {
    private struct State {
        var all: [ObjectIdentifier: ReceiverConnection] = [:]
        /// The one that was written to last: the client does not say which one it takes.
        var latest: ReceiverConnection?
    }

    private let state: NIOLoopBoundBox<State>

    init(eventLoop: any EventLoop) {
        state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
    }

    /// Watches a connection from now on, before its first attempt.
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

    /// Closes the idle connections that their receiver has left, so that no attempt is sent on one of them; whether any was.
    func closeLeft(by receiver: String) -> Bool {
        close(idle(receiver).filter(\.isLeft))
    }

    /// Closes all idle connections to a receiver, so that the next attempt has a fresh one; whether there was any.
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
