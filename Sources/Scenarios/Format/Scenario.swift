package import EmulatorCore

/// A scenario file that has been read and has no mistakes.
package struct Scenario: Sendable {
    /// The member `name`; without it, the name of the file.
    package let name: String
    /// The member `description`: what the scenario is for.
    package let description: String?
    /// The path under which the file was opened.
    package let file: String
    /// The paths of other files that were read for it, such as that of `webhooks.tls_ca`.
    let furtherFiles: [String]
    /// What a world starts from and is reset to.
    package internal(set) var baseline: Baseline
    /// The number of elements in `steps`, which are a test of the contract.
    package let stepCount: Int
}
