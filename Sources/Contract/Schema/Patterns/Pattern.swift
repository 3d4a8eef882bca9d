/// A regular expression by the rules of ECMA-262, as contracts have them.
///
/// This engine exists because those of Swift and Foundation differ from JavaScript in `\d`, `\s` and `$`, are not
/// `Sendable` and take exponential time for some patterns. Samples are also made from its tree.
package struct Pattern: Sendable {
    let source: String
    let root: PatternNode
    /// Whether the pattern has back references.
    var hasBackReferences: Bool { program.usesCaptures }
    private let program: PatternProgram
    /// The faster matcher of a pattern without choices.
    private let sequence: PatternSequence?

    /// Parses a pattern with the `u` flag, and with the `i` flag if `ignoringCase` is true.
    ///
    /// An error with `isLimit` means that the pattern may be valid but exceeds the limits of this engine.
    package init(_ source: String, ignoringCase: Bool = false) throws(PatternError) {
        var parser = PatternParser(source)
        self.source = source
        root = ignoringCase ? try parser.parse().closedUnderCase : try parser.parse()
        program = try PatternCompiler.compile(
            root,
            names: parser.groupNames,
            usesCaptures: parser.hasBackReferences
        )
        sequence = PatternSequence(root)
    }

    /// Whether a part of the text matches; also false if the search takes too many steps.
    package func matches(_ text: String) -> Bool {
        match(text).isMatch
    }

    /// Searches for a match in the text, with at most the steps that the length of the text and the caller allow.
    func match(_ text: String, maximumWork: Int = .max) -> PatternMatch {
        if let sequence { return sequence.match(text, maximumWork: maximumWork) }
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
