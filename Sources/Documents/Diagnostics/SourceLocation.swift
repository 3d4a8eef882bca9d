/// A file, line and column; lines and columns count from 1, columns in Unicode scalars.
package struct SourceLocation: Hashable, Sendable {
    /// The path under which the file was opened.
    package let file: String
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in Unicode scalars.
    package let column: Int

    /// A location in a file; its beginning if no line and column are given.
    package init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// A position in a file.
    init(_ file: String, _ position: SourceMap.Position) {
        self.init(file: file, line: position.line, column: position.column)
    }
}

extension SourceLocation: Comparable {
    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// The form `file:line:column`, which editors and terminals turn into a link.
    package var description: String { "\(file):\(line):\(column)" }
}
