/// What a test stops with when its surroundings fail.
package struct TestFailure: Error, CustomStringConvertible {
    package let description: String

    /// A failure with a sentence.
    package init(_ description: String) {
        self.description = description
    }
}
