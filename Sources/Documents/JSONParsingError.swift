/// Why a text is not JSON, and where; positions count from 1, columns in bytes.
package struct JSONParsingError: Error, Equatable {
    /// What could stand there, or should not.
    package let message: String
    /// From 1.
    package let line: Int
    /// From 1, in bytes.
    package let column: Int
}
