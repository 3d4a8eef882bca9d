package import EmulatorCore

/// A scenario file that has been read and found to be right.
package struct Scenario: Sendable {
    /// What it calls itself; the file's name if it does not.
    package let name: String
    /// What it is good for.
    package let description: String?
    /// The path of the file, as it was named when it was opened.
    package let file: String
    /// The paths of the files that it has taken something from.
    let furtherFiles: [String]
    /// What worlds are born as.
    package internal(set) var baseline: Baseline
    /// How many steps it has as a contract test.
    package let stepCount: Int
}
