package import Domain

/// An occurrence with the sandbox of its world.
package struct Observation: Sendable {
    /// The sandbox of the world; nil for requests that belong to no sandbox, and for what concerns all sandboxes.
    package let sandbox: Identifier<Sandbox>?
    /// What happened.
    package let occurrence: Occurrence

    /// The narrowest scope that it belongs to.
    package var scope: FeedScope {
        if case .faultRule = occurrence, sandbox == nil { return .server }
        return .world(sandbox)
    }
}
