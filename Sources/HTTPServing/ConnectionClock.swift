import NIOCore

/// The deadline of a connection that waits for its client.
///
/// Each read moves the deadline, but not the timer: if the deadline has moved when the timer fires, the timer is set
/// again. So a busy connection does not schedule anything on the event loop for each read.
struct ConnectionClock {
    private enum Handshake {
        case running
        case completed
        case past
    }

    /// Whether a part of a header section has arrived, but not all of it.
    private(set) var isReadingHead = false
    /// Whether the TLS handshake is not complete, so that no request can have arrived.
    var isHandshaking: Bool { handshake == .running }
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

    /// Moves the deadline after a read, or after a response that was written between two reads.
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

    /// Handles bytes that make no complete request part: the beginning of a head, or those of the TLS handshake.
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

    /// Moves the deadline of an idle connection when its client has read a part of a response, as it is only slow.
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

    /// Whether there is no timer, or one that fires after the deadline.
    var needsTimer: Bool {
        deadline < timerDeadline
    }

    mutating func setTimer(_ schedule: (NIODeadline) -> Scheduled<Void>) {
        timer?.cancel()
        timerDeadline = deadline
        timer = schedule(deadline)
    }

    /// Records that the timer has fired, and returns whether the deadline has passed.
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
