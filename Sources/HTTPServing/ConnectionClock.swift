import NIOCore

/// When a connection has been silent for too long.
///
/// The deadline moves with every read, the timer does not: it is set once, finds out when it fires that the deadline has
/// moved, and is set again. So a busy connection does not touch the event loop's schedule, whose time it is told.
struct ConnectionClock {
    private enum Handshake {
        case running
        case completed
        case past
    }

    /// Whether some bytes of a header section have arrived, but not all.
    private(set) var isReadingHead = false
    private var deadline = NIODeadline.distantFuture
    private var timer: Scheduled<Void>?
    private var timerDeadline = NIODeadline.distantFuture
    private var sawPart = false
    private var isFirstRequest = true
    private var handshake: Handshake

    private let headerTimeout: TimeAmount
    private let bodyIdleTimeout: TimeAmount
    private let keepAliveTimeout: TimeAmount
    private let lingerTimeout: TimeAmount

    init(limits: HTTPServerLimits, isHandshaking: Bool) {
        headerTimeout = TimeAmount(limits.headerTimeout)
        bodyIdleTimeout = TimeAmount(limits.bodyIdleTimeout)
        keepAliveTimeout = TimeAmount(limits.keepAliveTimeout)
        lingerTimeout = TimeAmount(limits.lingerTimeout)
        handshake = isHandshaking ? .running : .past
    }

    mutating func connected(now: NIODeadline) {
        deadline = now + headerTimeout
    }

    mutating func handshakeCompleted() {
        handshake = .completed
    }

    mutating func sawRequestPart() {
        sawPart = true
    }

    /// Moves the deadline after a read, or after an answer that came between two reads.
    mutating func readCompleted(in phase: RequestHandler.Phase, now: NIODeadline) {
        switch phase {
        case .idle where sawPart:
            isFirstRequest = false
            isReadingHead = false
            deadline = now + keepAliveTimeout
        case .idle:
            headBytesArrived(now: now)
        case .collecting where sawPart:
            deadline = now + bodyIdleTimeout
        case .answering:
            deadline = .distantFuture
        case .collecting, .closing, .closed:
            break
        }
        sawPart = false
    }

    /// Bytes that make no request part yet: the beginning of a head, or the handshake of TLS.
    private mutating func headBytesArrived(now: NIODeadline) {
        switch handshake {
        case .running:
            return
        case .completed:
            handshake = .past
        case .past:
            if !isReadingHead && !isFirstRequest {
                deadline = now + headerTimeout
            }
            isReadingHead = true
        }
    }

    /// A client that reads slowly is not idle.
    mutating func clientTookBytes(in phase: RequestHandler.Phase, now: NIODeadline) {
        if phase == .idle && !isFirstRequest {
            deadline = now + keepAliveTimeout
        }
    }

    mutating func waitForLastWrite(now: NIODeadline) {
        deadline = now + keepAliveTimeout
    }

    mutating func linger(now: NIODeadline) {
        deadline = now + lingerTimeout
    }

    /// Whether no timer is set, or one that is too late.
    var needsTimer: Bool {
        deadline < timerDeadline
    }

    mutating func setTimer(_ schedule: (NIODeadline) -> Scheduled<Void>) {
        timer?.cancel()
        timerDeadline = deadline
        timer = schedule(deadline)
    }

    /// Takes note that the timer fired, and says whether the deadline is really over.
    mutating func timerIsDue(now: NIODeadline) -> Bool {
        timer = nil
        timerDeadline = .distantFuture
        return deadline <= now
    }

    mutating func stop() {
        timer?.cancel()
        timer = nil
    }
}
