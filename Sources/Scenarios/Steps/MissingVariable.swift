/// The error that a step needs a variable without a value, for example as the step that saves it was not run.
package struct MissingVariable: Error, Hashable, Sendable {
    /// The name of the variable.
    package let name: String
}

extension MissingVariable: CustomStringConvertible {
    /// A sentence without a final period.
    package var description: String { "the variable `\(name)` has no value" }
}
