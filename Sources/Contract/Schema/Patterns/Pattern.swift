/// A regular expression of a contract, with the meaning that ECMA-262 gives it.
///
/// It is our own small engine because the ones at hand differ from JavaScript in `\d`, `\s` and `$`, are not `Sendable`,
/// and take exponential time on some patterns; its tree also lets samples be made.
package struct Pattern: Sendable {
    let source: String
    let root: PatternNode
    private let program: PatternProgram

    /// Reads an expression with the `u` flag, and with the `i` flag if case is to be ignored.
    package init(_ source: String, ignoringCase: Bool = false) throws(PatternError) {
        var parser = PatternParser(source)
        self.source = source
        root = ignoringCase ? try parser.parse().closedUnderCase : try parser.parse()
        program = try PatternProgram(root, names: parser.groupNames, usesCaptures: parser.hasBackReferences)
    }

    /// Whether some part of the text matches.
    package func matches(_ text: String) -> Bool {
        var matcher = PatternMatcher(program, text: text.unicodeScalars.map(\.value))
        return matcher.search()
    }
}
