package import Domain

/// An occurrence with the sandbox of its world.
package struct Observation: Sendable {
    /// The sandbox of the world; nil for requests that belong to no sandbox.
    package let sandbox: Identifier<Sandbox>?
    /// What happened.
    package let occurrence: Occurrence
}
