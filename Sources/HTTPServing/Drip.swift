import NIOCore

/// An answer that is being written piece by piece.
struct Drip {
    /// How much is written at a time, and how often.
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
    /// Belongs to the last piece.
    let written: EventLoopPromise<Void>?

    init(of rest: ByteBuffer, at pace: Pace, written: EventLoopPromise<Void>?) {
        self.rest = rest
        self.pace = pace
        self.written = written
    }

    /// Takes the next piece off the rest, and says whether it is the last one.
    mutating func next() -> (piece: ByteBuffer, isLast: Bool) {
        let piece = rest.readSlice(length: min(pace.chunk, rest.readableBytes)) ?? ByteBuffer()
        return (piece, rest.readableBytes == 0)
    }

    mutating func setTimer(_ schedule: (TimeAmount) -> Scheduled<Void>) {
        timer = schedule(pace.pause)
    }

    /// Tells that nobody is there any more to be answered.
    func lose() {
        timer?.cancel()
        written?.fail(ChannelError.ioOnClosedChannel)
    }
}
