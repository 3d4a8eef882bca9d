import Synchronization

/// A reference that is set once and then read by any thread.
///
/// `AtomicLazyReference` does the same, but its generic code looks up metadata at each read, and one request reads a
/// dozen of them.
@safe struct OnceReference<Instance: AnyObject & Sendable>: ~Copyable, Sendable {
    private let storage = unsafe Atomic<Unmanaged<Instance>?>(nil)

    deinit {
        unsafe storage.load(ordering: .acquiring)?.release()
    }

    /// The instance; nil if none was stored yet.
    func load() -> Instance? {
        unsafe storage.load(ordering: .acquiring)?.takeUnretainedValue()
    }

    /// Stores an instance unless there is one, and returns the one that is stored now.
    func storeIfNil(_ instance: Instance) -> Instance {
        let candidate = unsafe Unmanaged.passRetained(instance)
        let result = unsafe storage.compareExchange(
            expected: nil,
            desired: candidate,
            ordering: .acquiringAndReleasing
        )
        guard let earlier = unsafe result.original else { return instance }
        unsafe candidate.release()
        return unsafe earlier.takeUnretainedValue()
    }
}
