/// Parses regular expressions of ECMA-262 with the `u` flag, except that a lone `{`, `}` or `]` is a literal.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var groupCount = 0
    private var depth = 0
    private var highestBackReference = 0
    private(set) var groupNames: [String: Int] = [:]
    private var referencedNames: [String] = []

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// Whether the pattern has back references.
    var hasBackReferences: Bool { highestBackReference > 0 || !referencedNames.isEmpty }

    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try parseAlternatives()
        guard index == scalars.count else { throw PatternError(message: "`)` without `(`") }
        guard highestBackReference <= groupCount else {
            throw PatternError(message: "there is no group \(highestBackReference)")
        }
        for name in referencedNames where groupNames[name] == nil {
            throw PatternError(message: "there is no group named \(name)")
        }
        return node
    }

    private mutating func parseAlternatives() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 200 else {
            throw PatternError(message: "its groups are nested too deep for this engine", isLimit: true)
        }
        var branches = [try parseSequence()]
        while consume("|") { branches.append(try parseSequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func parseSequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            let node = try parseAtom()
            nodes.append(try parseQuantifier(of: node))
        }
        return .sequence(nodes)
    }

    // MARK: Atoms

    private mutating func parseAtom() throws(PatternError) -> PatternNode {
        let scalar = try next()
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .scalars(.any)
        case "(": return try parseGroup()
        case "[": return .scalars(try parseClass())
        case "\\": return try parseEscape()
        case "*", "+", "?": throw PatternError(message: "there is nothing to repeat before `\(scalar)`")
        default: return .scalars(ScalarSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func parseGroup() throws(PatternError) -> PatternNode {
        if consume("?") {
            if consume(":") { return try closeGroup() }
            if consume("=") { return .look(try closeGroup(), isBehind: false, isNegated: false) }
            if consume("!") { return .look(try closeGroup(), isBehind: false, isNegated: true) }
            guard consume("<") else { throw PatternError(message: "unknown kind of group after `(?`") }
            if consume("=") { return .look(try closeGroup(), isBehind: true, isNegated: false) }
            if consume("!") { return .look(try closeGroup(), isBehind: true, isNegated: true) }
            let name = try parseName()
            guard groupNames[name] == nil else { throw PatternError(message: "two groups are named \(name)") }
            groupNames[name] = groupCount + 1
        }
        groupCount += 1
        let number = groupCount
        return .group(try closeGroup(), number: number)
    }

    private mutating func closeGroup() throws(PatternError) -> PatternNode {
        let node = try parseAlternatives()
        guard consume(")") else { throw PatternError(message: "`(` without `)`") }
        return node
    }

    private mutating func parseName() throws(PatternError) -> String {
        var name = ""
        while let scalar = peek, scalar != ">" {
            name.unicodeScalars.append(scalar)
            index += 1
        }
        guard consume(">"), !name.isEmpty else { throw PatternError(message: "a group name should end with `>`") }
        return name
    }

    private mutating func parseEscape() throws(PatternError) -> PatternNode {
        guard let scalar = peek else { throw PatternError(message: "`\\` at the end") }
        switch scalar {
        case "b", "B":
            index += 1
            return .wordBoundary(isNegated: scalar == "B")
        case "k":
            index += 1
            guard consume("<") else { throw PatternError(message: "a name in `<>` should follow `\\k`") }
            let name = try parseName()
            referencedNames.append(name)
            return .namedBackReference(name)
        case "1"..."9":
            let number = parseNumber() ?? 0
            highestBackReference = max(highestBackReference, number)
            return .backReference(number)
        default:
            var escapes = PatternEscape(scalars: scalars, index: index)
            let set = try escapes.parse(inClass: false)
            index = escapes.index
            return .scalars(set)
        }
    }

    // MARK: Classes

    private mutating func parseClass() throws(PatternError) -> ScalarSet {
        var set = ScalarSet()
        set.isNegated = consume("^")
        while let scalar = peek, scalar != "]" {
            let lower = try parseClassAtom()
            guard peek == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
                set.formUnion(lower)
                continue
            }
            index += 1
            let upper = try parseClassAtom()
            guard let first = lower.only, let last = upper.only else {
                throw PatternError(message: "a class such as `\\d` cannot end a range")
            }
            guard first <= last else { throw PatternError(message: "a range in `[]` runs backwards") }
            set.ranges.append(first...last)
        }
        guard consume("]") else { throw PatternError(message: "`[` without `]`") }
        return set
    }

    private mutating func parseClassAtom() throws(PatternError) -> ScalarSet {
        let scalar = try next()
        guard scalar == "\\" else { return ScalarSet(ranges: [scalar.value...scalar.value]) }
        var escapes = PatternEscape(scalars: scalars, index: index)
        let set = try escapes.parse(inClass: true)
        index = escapes.index
        return set
    }

    // MARK: Quantifiers

    private mutating func parseQuantifier(of node: PatternNode) throws(PatternError) -> PatternNode {
        var bounds: (Int, Int?)?
        if consume("*") {
            bounds = (0, nil)
        } else if consume("+") {
            bounds = (1, nil)
        } else if consume("?") {
            bounds = (0, 1)
        } else {
            bounds = try parseBraces()
        }
        guard let (minimum, maximum) = bounds else { return node }
        if case .look(_, isBehind: true, _) = node { throw PatternError(message: "a lookbehind cannot be repeated") }
        let isLazy = consume("?")
        if let scalar = peek, ["*", "+", "?"].contains(scalar) {
            throw PatternError(message: "there is nothing to repeat before `\(scalar)`")
        }
        return .repetition(node, minimum: minimum, maximum: maximum, isLazy: isLazy)
    }

    /// Parses `{2}`, `{2,}` or `{2,5}`; nil for anything else, whose brace is then a literal.
    private mutating func parseBraces() throws(PatternError) -> (Int, Int?)? {
        let rewind = index
        guard consume("{"), let minimum = parseNumber() else {
            index = rewind
            return nil
        }
        var maximum: Int? = minimum
        if consume(",") { maximum = parseNumber() }
        guard consume("}") else {
            index = rewind
            return nil
        }
        if let maximum, maximum < minimum { throw PatternError(message: "the numbers in `{}` run backwards") }
        return (minimum, maximum)
    }

    private mutating func parseNumber() -> Int? {
        var number: Int?
        while let scalar = peek, let digit = Character(scalar).wholeNumberValue, scalar.isASCII {
            number = min((number ?? 0) * 10 + digit, 1_000_000_000)
            index += 1
        }
        return number
    }

    // MARK: Position

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func next() throws(PatternError) -> Unicode.Scalar {
        guard let scalar = peek else { throw PatternError(message: "the pattern ends too early") }
        index += 1
        return scalar
    }

    private mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }
}
