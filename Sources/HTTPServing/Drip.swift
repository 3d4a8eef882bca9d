import NIOCore

/// A response that is written piece by piece.
struct Drip {
    /// The size of a piece in bytes, and the pause between two pieces.
    struct Pace {
        let chunk: Int
        let pause: TimeAmount

        init(chunk: Int, every pause: Duration) {
            self.chunk = max(1, chunk)
            self.pause = TimeAmount(pause)
        }
    }

    private let pace: Pace
    private var rest: ByteBuffer
    private var timer: Scheduled<Void>?
    /// The promise that is completed when the last piece is written.
    let written: EventLoopPromise<Void>?

    init(of rest: ByteBuffer, at pace: Pace, written: EventLoopPromise<Void>?) {
        self.rest = rest
        self.pace = pace
        self.written = written
    }

    /// Removes the next piece from the rest, and returns whether it is the last one.
    mutating func next() -> (piece: ByteBuffer, isLast: Bool) {
        let piece = rest.readSlice(length: min(pace.chunk, rest.readableBytes)) ?? ByteBuffer()
        return (piece, rest.readableBytes == 0)
    }

    mutating func setTimer(_ schedule: (TimeAmount) -> Scheduled<Void>) {
        timer = schedule(pace.pause)
    }

    /// Ends the drip because the connection is closed.
    func lose() {
        timer?.cancel()
        written?.fail(ChannelError.ioOnClosedChannel)
    }
}
