package import NIOHTTP1
import Synchronization

/// A response whose body is sent piece by piece, from any thread, such as server-sent events.
///
/// The responder returns it in a ``Reply`` and needs no event loop for that. The server writes each piece as soon as the
/// client can take it, in the order of the calls of ``send(_:)``; pieces that were sent before the server has the reply
/// are buffered. A producer that has more than a client may want only announces it, and sends it from `onTake`, which runs
/// where the client can take it. The server itself writes `Transfer-Encoding`, `Connection` and, if it is missing, `Date`; of these
/// headers only `Connection: close` has an effect, and `Content-Length` is never written.
package final class StreamedResponse: Sendable {
    /// What was sent between two calls of ``StreamedResponse/take()``.
    package struct Piece: Sendable {
        /// The bytes, in the order in which they were sent; they may be empty.
        package var bytes: [UInt8]
        /// Whether the stream is closed, so that there are no more bytes.
        package var isLast: Bool
    }

    private enum Phase {
        case open
        /// The producer has ended the stream; the consumer has not taken the last piece yet.
        case ended
        case closed
    }

    private struct State {
        var phase = Phase.open
        var buffer: [UInt8] = []
        /// Whether bytes were refused since the consumer has last emptied the buffer.
        var hasRefused = false
        /// Whether the producer has something to send from `onTake`.
        var isAnnounced = false
        /// Whether `onTake` runs; the consumer takes what it sends without being told.
        var isTaking = false
        var isConsumed = false
        var onReadable: (@Sendable () -> Void)?

        mutating func takeBuffer() -> [UInt8] {
            defer { buffer = [] }
            return buffer
        }

        mutating func close() -> [UInt8] {
            phase = .closed
            onReadable = nil
            return takeBuffer()
        }
    }

    /// The status; a response with 1xx, 204 or 304 is written without a body.
    package let status: HTTPResponseStatus
    /// The headers, in the order in which they are written.
    package let headers: HTTPHeaders
    private let bufferLimit: Int
    private let onTake: @Sendable (StreamedResponse) -> Void
    private let onWritable: @Sendable (StreamedResponse) -> Void
    private let onClose: @Sendable (StreamedResponse) -> Void
    private let state = Mutex(State())

    /// A response whose body is empty so far.
    ///
    /// At most `bufferLimit` bytes wait here for a slow client; about as many again may wait in the connection.
    /// `onTake` is called after ``announce()``, when the client can take bytes. `onWritable` is called when bytes can be sent
    /// again after ``send(_:)`` has refused some. `onClose` is called once, when nothing more will be read: the client is
    /// gone, the server stops, or the last bytes of an ended stream were taken. The server calls them on the event loop of
    /// the connection, which they must not block.
    package init(
        status: HTTPResponseStatus = .ok,
        headers: HTTPHeaders = [:],
        bufferLimit: Int = 1 << 20,
        onTake: @escaping @Sendable (StreamedResponse) -> Void = { _ in },
        onWritable: @escaping @Sendable (StreamedResponse) -> Void = { _ in },
        onClose: @escaping @Sendable (StreamedResponse) -> Void = { _ in }
    ) {
        self.status = status
        self.headers = headers
        self.bufferLimit = bufferLimit
        self.onTake = onTake
        self.onWritable = onWritable
        self.onClose = onClose
    }

    // MARK: - For the producer

    /// Sends all of these bytes, or none of them; returns whether they were accepted.
    ///
    /// They are refused if the stream is ended or closed, and if they do not fit into the buffer. An empty buffer takes
    /// any number of bytes. After a refusal all bytes are refused until the connection has taken what is buffered; then
    /// `onWritable` is called. So what is missing in the body is missing in one place. This call never runs a callback of
    /// the producer, so that the producer can hold a lock meanwhile.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        let (isAccepted, onReadable) = state.withLock { state in
            let wasEmpty = state.buffer.isEmpty
            let isAccepted = append(bytes, to: &state)
            let isReadable = wasEmpty && !state.buffer.isEmpty && !state.isTaking
            return (isAccepted, isReadable ? state.onReadable : nil)
        }
        onReadable?()
        return isAccepted
    }

    /// Says that the producer has something to send, so that `onTake` is called when the client can take it.
    ///
    /// This call never runs a callback of the producer, and costs little until `onTake` was called.
    package func announce() {
        let onReadable = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.phase == .open, !state.isAnnounced else { return nil }
            state.isAnnounced = true
            // What `onTake` has sent so far is taken without this announcement.
            return state.buffer.isEmpty || state.isTaking ? state.onReadable : nil
        }
        onReadable?()
    }

    private func append(_ bytes: [UInt8], to state: inout State) -> Bool {
        guard state.phase == .open else { return false }
        let fits = state.buffer.isEmpty || bytes.count <= bufferLimit - state.buffer.count
        guard fits && !state.hasRefused else {
            state.hasRefused = true
            return false
        }
        state.buffer += bytes
        return true
    }

    /// Ends the body after the bytes that were sent; a second call does nothing.
    package func end() {
        let onReadable = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.phase == .open else { return nil }
            state.phase = .ended
            return state.buffer.isEmpty ? state.onReadable : nil
        }
        onReadable?()
    }

    // MARK: - For the consumer

    /// Makes the caller the consumer, which is the server or a caller in the same process; there can be only one.
    ///
    /// `onReadable` is called when there is something to take after ``take()`` has left nothing, on the thread of the
    /// producer. It is not called for what is there already.
    package func consume(_ onReadable: @escaping @Sendable () -> Void) {
        state.withLock { state in
            precondition(!state.isConsumed, "a streamed response was handed to the server twice")
            state.isConsumed = true
            state.onReadable = onReadable
        }
    }

    /// Takes all that was sent or announced; the last piece of an ended stream closes it.
    package func take() -> Piece {
        let isAnnounced = state.withLock { state in
            state.isTaking = state.phase == .open && state.isAnnounced
            state.isAnnounced = false
            return state.isTaking
        }
        if isAnnounced { onTake(self) }
        let (piece, callback) = state.withLock { state -> (Piece, (@Sendable (StreamedResponse) -> Void)?) in
            state.isTaking = false
            switch state.phase {
            case .open:
                let callback = state.hasRefused ? onWritable : nil
                state.hasRefused = false
                return (Piece(bytes: state.takeBuffer(), isLast: false), callback)
            case .ended:
                return (Piece(bytes: state.close(), isLast: true), onClose)
            case .closed:
                return (Piece(bytes: [], isLast: true), nil)
            }
        }
        callback?(self)
        return piece
    }

    /// Closes the stream before the producer ends it, and returns the last piece.
    @discardableResult
    package func close() -> Piece {
        let (piece, wasClosed) = state.withLock { state in
            let wasClosed = state.phase == .closed
            return (Piece(bytes: state.close(), isLast: true), wasClosed)
        }
        if !wasClosed { onClose(self) }
        return piece
    }
}
