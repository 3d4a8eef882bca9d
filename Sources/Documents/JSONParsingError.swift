/// Why a text is not JSON, with the line and column.
package struct JSONParsingError: Error, Equatable {
    /// What was expected or is not allowed, such as "expected a digit".
    package let message: String
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in bytes.
    package let column: Int
}
