/// A regular expression of a contract, with the meaning that ECMA-262 gives it.
///
/// It is our own small engine because the ones at hand differ from JavaScript in `\d`, `\s` and `$`, are not `Sendable`,
/// and take exponential time on some patterns; its tree also lets samples be made.
package struct Pattern: Sendable {
    let source: String
    let root: PatternNode
    /// Whether a part of the pattern repeats what a group matched.
    var hasBackReferences: Bool { program.usesCaptures }
    private let program: PatternProgram

    /// Reads an expression with the `u` flag, and with the `i` flag if case is to be ignored.
    ///
    /// An error whose `isLimit` is true speaks of a pattern that may be right but is beyond this engine.
    package init(_ source: String, ignoringCase: Bool = false) throws(PatternError) {
        var parser = PatternParser(source)
        self.source = source
        root = ignoringCase ? try parser.parse().closedUnderCase : try parser.parse()
        program = try PatternCompiler.compile(
            root,
            names: parser.groupNames,
            usesCaptures: parser.hasBackReferences
        )
    }

    /// Whether some part of the text matches; false also where that takes too long to be known.
    package func matches(_ text: String) -> Bool {
        match(text).isMatch
    }

    /// Looks for a match in some part of the text, with no more steps than the text or the caller allows.
    func match(_ text: String, maximumWork: Int = .max) -> PatternMatch {
        let scalars = text.unicodeScalars.map(\.value)
        let work = PatternWork(scalars, maximum: maximumWork)
        if program.usesCaptures {
            var matcher = PatternMatcher(program, text: scalars, work)
            let isMatch = matcher.search()
            return PatternMatch(isMatch: isMatch, isExhausted: matcher.work.isExhausted, work: matcher.work.done)
        }
        var simulation = PatternSimulation(program, text: scalars, work)
        let isMatch = simulation.search()
        return PatternMatch(isMatch: isMatch, isExhausted: simulation.work.isExhausted, work: simulation.work.done)
    }
}
