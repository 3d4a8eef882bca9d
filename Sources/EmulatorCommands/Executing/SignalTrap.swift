import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Receives the signals that end a process, in place of their default actions.
///
/// `UnixSignalsSequence` does not say whether a process or the kernel has sent a signal.
enum SignalTrap {
    private static let numbers = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

    /// The bit that a byte in the pipe has beside the number of a signal that the kernel has sent.
    private static let kernelBit: UInt8 = 0x80

    /// The pipe from the handler to the thread that reads it; a handler may neither allocate memory nor wait for a lock.
    private static let ends: (reading: Int32, writing: Int32)? = {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }()

    /// Begins to call `receive` for each signal, on a thread of its own.
    ///
    /// A signal that is ignored, such as SIGHUP under `nohup`, remains ignored.
    static func begin(_ receive: @escaping @Sendable (ReceivedSignal) -> Void) throws(CommandError) {
        guard let ends else { throw .failed("there is no free file descriptor for signals") }
        for number in numbers where !isIgnored(number) { trap(number) }
        DispatchQueue(label: "signals").async {
            while let byte = readByte(from: ends.reading) {
                receive(ReceivedSignal(number: Int32(byte & ~kernelBit), isFromKernel: byte & kernelBit != 0))
            }
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Musl)
            let handler = action.__sa_handler.sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func trap(_ number: Int32) {
        let handler: @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void = {
            number,
            information,
            _ in
            guard let ends = SignalTrap.ends else { return }
            let error = errno
            let isFromKernel = (information?.pointee.si_code ?? 0) > 0
            var byte = UInt8(truncatingIfNeeded: number) | (isFromKernel ? SignalTrap.kernelBit : 0)
            _ = write(ends.writing, &byte, 1)
            errno = error
        }
        var action = sigaction()
        #if canImport(Musl)
            action.__sa_handler.sa_sigaction = handler
        #else
            action.__sigaction_handler.sa_sigaction = handler
        #endif
        action.sa_flags = SA_SIGINFO | SA_RESTART
        sigaction(number, &action, nil)
    }

    private static func readByte(from end: Int32) -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(end, &byte, 1)
            if count == 1 { return byte }
            guard count < 0, errno == EINTR else { return nil }
        }
    }
}
