#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output or standard error, written without the buffers of the C library.
package enum StandardStream {
    case output, error

    /// The bytes that a writable pipe takes at once (PIPE_BUF of POSIX).
    private static let pieceSize = 4096

    /// Why a write failed, as an `errno` value.
    struct Failure: Error {
        let code: CInt

        var reason: String { String(cString: strerror(code)) }

        /// Whether the reader has closed its end, as `head` does when it has read enough.
        var isReaderGone: Bool { code == EPIPE }
    }

    private var descriptor: CInt {
        switch self {
        case .output: STDOUT_FILENO
        case .error: STDERR_FILENO
        }
    }

    /// Whether a person sees it, so that colors may be used.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether a person can type what this process reads.
    static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Writes all bytes and waits for the reader as long as it takes.
    func write(_ bytes: [UInt8]) throws(Failure) {
        try write(bytes[...], timeout: -1)
    }

    /// Writes a line of a command's result; it is no error if the reader has closed its end.
    func write(line: String) throws(CommandError) {
        do throws(Failure) {
            try write(Array("\(line)\n".utf8))
        } catch  where error.isReaderGone {
            return
        } catch {
            throw .failed("the output cannot be written: \(error.reason)")
        }
    }

    /// Writes a message for people; drops it if it cannot be written within a second.
    func say(_ text: String) {
        do throws(Failure) {
            try write(Array(text.utf8)[...], timeout: 1000)
        } catch {
            // There is no other stream to report the failure on.
        }
    }

    /// Writes piece by piece and waits before each until the stream is writable, up to `timeout` milliseconds.
    private func write(_ bytes: ArraySlice<UInt8>, timeout: CInt) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&state, 1, timeout)
            guard ready != 0 else { throw Failure(code: ETIMEDOUT) }
            let count = rest.prefix(Self.pieceSize).withUnsafeBytes {
                ready < 0 ? -1 : writeOnce(descriptor, $0)
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
    /// Makes the standard streams safe to write to; the program calls it before anything else.
    ///
    /// SIGPIPE is ignored, so that a reader that closes its end does not end the process. For a stream that is closed
    /// from the start, /dev/null is opened in such a way that reading standard input and writing the others fail;
    /// otherwise the next file or socket would take the descriptor and get the output.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}

/// The system call, which the methods with this name hide.
private func writeOnce(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
