import Domain
import Synchronization

/// The header names that the entries of all journals share.
///
/// The requests of a client and the responses have few different sequences of names.
final class SharedHeaderNames: Sendable {
    /// How many sequences are shared; others belong to one message each.
    private static let limit = 64
    /// The longest shared sequence in bytes, so that what clients send cannot fill the memory.
    private static let longest = 1024

    private let known = Mutex<[HeaderNames]>([])

    /// The names of these fields.
    func names(of fields: [HeaderField]) -> HeaderNames {
        let all = known.withLock { $0 }
        if let names = all.first(where: { $0.areNames(of: fields) }) { return names }
        let new = HeaderNames(of: fields)
        guard new.names.reduce(0, { $0 + $1.utf8.count }) <= Self.longest else { return new }
        return known.withLock { known in
            if let names = known.first(where: { $0.areNames(of: fields) }) { return names }
            if known.count < Self.limit { known.append(new) }
            return new
        }
    }
}
