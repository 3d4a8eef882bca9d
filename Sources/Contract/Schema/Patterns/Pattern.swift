/// A regular expression of a contract, with the meaning that ECMA-262 gives it.
///
/// It is our own small engine because the ones at hand differ from JavaScript in `\d`, `\s` and `$`, are not `Sendable`,
/// and take exponential time on some patterns; its tree also lets samples be made.
struct Pattern: Sendable {
    let source: String
    let root: PatternNode
    private let program: PatternProgram

    init(_ source: String) throws(PatternError) {
        var parser = PatternParser(source)
        self.source = source
        root = try parser.parse()
        program = try PatternProgram(root, names: parser.groupNames, usesCaptures: parser.hasBackReferences)
    }

    /// Whether some part of the text matches.
    func matches(_ text: String) -> Bool {
        var matcher = PatternMatcher(program, text: text.unicodeScalars.map(\.value))
        return matcher.search()
    }
}
