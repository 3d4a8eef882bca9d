package import Documents

/// A variable that a step takes from a response.
package struct SavedValue: Sendable {
    /// Where the value is.
    package enum Source: Sendable {
        /// A place in the body.
        case body(JSONPointer)
        /// A header, by its name.
        case header(String)
    }

    /// The name of the variable.
    package let name: String
    package let source: Source
    /// The place in the document, such as `/steps/2/save/customer`.
    package let place: JSONPointer
}
