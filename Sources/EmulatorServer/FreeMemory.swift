#if canImport(Glibc)
    import Glibc

    /// The memory that the C library keeps for the next allocations after the program has freed it.
    enum FreeMemory {
        private typealias Trim = @convention(c) (Int) -> CInt

        /// `malloc_trim` of glibc, which the Swift module of the library does not show.
        private static let trim = dlsym(nil, "malloc_trim").map { unsafeBitCast($0, to: Trim.self) }

        /// Gives all whole pages back to the system.
        static func giveBack() { _ = trim?(0) }
    }
#else
    /// The memory that the C library keeps for the next allocations after the program has freed it.
    enum FreeMemory {
        /// Does nothing: only glibc can be told to give memory back.
        static func giveBack() {}
    }
#endif
