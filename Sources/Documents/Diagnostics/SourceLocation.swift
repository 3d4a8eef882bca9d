/// A place in a file; line and column count from 1, columns in Unicode scalars.
package struct SourceLocation: Hashable, Sendable {
    /// The path as it was given when the file was opened.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int

    /// The place at that line and column of a file.
    package init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourceLocation: Comparable {
    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// The form `file:line:column`, which editors and terminals make a link of.
    package var description: String { "\(file):\(line):\(column)" }
}
