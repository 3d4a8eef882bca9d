import DequeModule

/// One receiver with its connections.
final class Receiver {
    let address: ReceiverAddress
    /// The connections without an attempt; the one that was used last comes last.
    var idle: [ReceiverConnection] = []
    /// How many connections there are, including those that are being made.
    var connectionCount = 0
    /// The attempts that wait for a connection, because there are too many.
    var waiting: Deque<ReceiverAttempt> = []

    init(_ address: ReceiverAddress) {
        self.address = address
    }

    /// The next attempt that waits; those that have ended meanwhile are dropped.
    func takeWaiting() -> ReceiverAttempt? {
        while let attempt = waiting.popFirst() {
            if attempt.isUnderWay { return attempt }
        }
        return nil
    }
}
