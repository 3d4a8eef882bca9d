/// What a world has in it from the start, beside its organization: as a scenario wrote it, references unresolved.
package struct SeededObjects: Hashable, Sendable {
    /// Nothing.
    package init() {}
}

extension SandboxState {
    /// Puts the objects into the world; no event tells of it.
    package mutating func seed(_ objects: SeededObjects, ids: BaselineIdentifiers, at now: Timestamp) {}
}
