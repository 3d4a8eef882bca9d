import Foundation

/// Standard output and standard error, written past all buffers of the C library.
package enum StandardStream {
    case output, error

    /// What a pipe takes at once if it has room at all (POSIX's PIPE_BUF).
    private static let pieceSize = 4096

    /// Why nothing more can be written.
    struct Failure: Error {
        let code: CInt

        var reason: String { String(cString: strerror(code)) }

        /// Whether the reader has left, who may well have read all that it wanted.
        var isReaderGone: Bool { code == EPIPE }
    }

    private var descriptor: CInt {
        switch self {
        case .output: STDOUT_FILENO
        case .error: STDERR_FILENO
        }
    }

    /// Writes everything, however long the reader takes.
    func write(_ bytes: [UInt8]) throws(Failure) {
        try write(bytes[...], timeout: -1)
    }

    /// Writes a line of what a command was asked for; a reader who has left wanted no more of it.
    func write(line: String) throws(CommandError) {
        do throws(Failure) {
            try write(Array("\(line)\n".utf8))
        } catch  where error.isReaderGone {
            return
        } catch {
            throw .failed("the output cannot be written: \(error.reason)")
        }
    }

    /// Writes a text for people, who lose it if nobody takes it within a second.
    func say(_ text: String) {
        do throws(Failure) {
            try write(Array(text.utf8)[...], timeout: 1000)
        } catch {
            // There is no third stream to complain on.
        }
    }

    /// Writes piece by piece, and waits for room before each; the timeout of each wait is in milliseconds.
    private func write(_ bytes: ArraySlice<UInt8>, timeout: CInt) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&state, 1, timeout)
            guard ready != 0 else { throw Failure(code: ETIMEDOUT) }
            let count = rest.prefix(Self.pieceSize).withUnsafeBytes {
                ready < 0 ? -1 : Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR && errno != EAGAIN {
                throw Failure(code: errno)
            }
        }
    }
}

extension StandardStream {
    /// Makes the streams of the process safe to write to; the first thing that a program does.
    ///
    /// A reader that leaves must not end the process (SIGPIPE). And where a stream is closed from the start, the next
    /// file or socket would take its place and get the output: a descriptor that refuses all writes stands there instead.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
