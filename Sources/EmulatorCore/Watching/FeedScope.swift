package import Domain

/// The part of the feed that an observer receives.
package enum FeedScope: Hashable, Sendable {
    /// Everything.
    case all
    /// What happens in the world of a sandbox; nil for requests that belong to no sandbox.
    case world(Identifier<Sandbox>?)
    /// What concerns all sandboxes, such as a change of a keyless fault rule.
    case server

    /// A set of bits that tells quickly, and sometimes wrongly, whether a scope is observed.
    ///
    /// A feed joins the bits of all scopes that are observed. A scope that shares none of them is not observed.
    var bits: UInt64 {
        switch self {
        case .all: .max
        case .world, .server: 1 << UInt64(UInt(bitPattern: hashValue) % 64)
        }
    }
}
