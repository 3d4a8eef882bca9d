import Domain
import Synchronization

/// The names of the header fields of a message in their order, which messages with equal names share.
///
/// The requests of a client and the responses have few different sequences of names, so that journals keep each once. The
/// sequences are in a list that only grows, so that looking for one takes no lock.
final class HeaderNames: Sendable {
    /// How many sequences are shared; others belong to one message each.
    private static let sharedLimit = 64
    /// The longest shared sequence in bytes, so that what clients send cannot fill the memory.
    private static let longest = 1024

    /// The first of the list that all journals share.
    private static let first = HeaderNames([])

    let names: [String]
    private let next = AtomicLazyReference<HeaderNames>()

    /// Names that are the first of a list.
    init(_ names: [String]) {
        self.names = names
    }

    /// The names of these fields; they are looked for in a list from its first ones on, and added to it.
    static func of(_ fields: [HeaderField], in first: HeaderNames = first) -> HeaderNames {
        var candidate = first
        for _ in 1..<sharedLimit {
            if candidate.areNames(of: fields) { return candidate }
            if let next = candidate.next.load() {
                candidate = next
                continue
            }
            let new = HeaderNames(fields.map(\.name))
            guard new.names.reduce(0, { $0 + $1.utf8.count }) <= longest else { return new }
            candidate = candidate.next.storeIfNil(new)
        }
        return candidate.areNames(of: fields) ? candidate : HeaderNames(fields.map(\.name))
    }

    private func areNames(of fields: [HeaderField]) -> Bool {
        guard names.count == fields.count else { return false }
        for index in names.indices where names[index] != fields[index].name { return false }
        return true
    }
}
