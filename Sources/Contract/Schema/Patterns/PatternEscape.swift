/// Parses the text after a backslash that represents a scalar or a class of scalars.
struct PatternEscape {
    let scalars: [Unicode.Scalar]
    var index: Int

    mutating func parse(inClass: Bool) throws(PatternError) -> ScalarSet {
        guard index < scalars.count else { throw PatternError(message: "`\\` at the end") }
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "d": return .digit
        case "D": return .digit.negated
        case "w": return .word
        case "W": return .word.negated
        case "s": return .space
        case "S": return .space.negated
        case "p", "P": return try parseProperty(isNegated: scalar == "P")
        case "t": return one(0x09)
        case "n": return one(0x0A)
        case "v": return one(0x0B)
        case "f": return one(0x0C)
        case "r": return one(0x0D)
        case "b" where inClass: return one(0x08)
        case "0": return one(0)
        case "c": return try parseControl()
        case "x": return one(try parseHexadecimal(digits: 2))
        case "u": return one(try parseUnicode())
        case "a"..."z", "A"..."Z", "1"..."9":
            throw PatternError(message: "`\\\(scalar)` means nothing in ECMA-262")
        default: return one(scalar.value)
        }
    }

    private func one(_ scalar: UInt32) -> ScalarSet {
        ScalarSet(ranges: [scalar...scalar])
    }

    private mutating func parseControl() throws(PatternError) -> ScalarSet {
        guard index < scalars.count, scalars[index].isASCII, scalars[index].properties.isAlphabetic else {
            throw PatternError(message: "a letter should follow `\\c`")
        }
        index += 1
        return one(scalars[index - 1].value % 32)
    }

    private mutating func parseUnicode() throws(PatternError) -> UInt32 {
        if index < scalars.count, scalars[index] == "{" {
            let digits = scalars[(index + 1)...].prefix { $0 != "}" }
            let text = String(String.UnicodeScalarView(digits))
            guard digits.endIndex < scalars.count, let value = UInt32(text, radix: 16), value <= 0x10FFFF else {
                throw PatternError(message: "`\\u{…}` should hold a code point")
            }
            index = digits.endIndex + 1
            return value
        }
        let first = try parseHexadecimal(digits: 4)
        guard (0xD800..<0xDC00).contains(first), index + 1 < scalars.count, scalars[index] == "\\",
            scalars[index + 1] == "u"
        else { return first }
        let rewind = index
        index += 2
        let second = try parseHexadecimal(digits: 4)
        guard (0xDC00..<0xE000).contains(second) else {
            index = rewind
            return first
        }
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func parseHexadecimal(digits count: Int) throws(PatternError) -> UInt32 {
        let digits = scalars[index...].prefix(count)
        let text = String(String.UnicodeScalarView(digits))
        guard digits.count == count, digits.allSatisfy({ $0.properties.isASCIIHexDigit }),
            let value = UInt32(text, radix: 16)
        else { throw PatternError(message: "\(count) hexadecimal digits should follow `\\x` or `\\u`") }
        index += count
        return value
    }

    private mutating func parseProperty(isNegated: Bool) throws(PatternError) -> ScalarSet {
        guard index < scalars.count, scalars[index] == "{" else {
            throw PatternError(message: "a property in `{}` should follow `\\p`")
        }
        let name = scalars[(index + 1)...].prefix { $0 != "}" }
        guard name.endIndex < scalars.count else { throw PatternError(message: "`{` without `}`") }
        index = name.endIndex + 1
        let text = String(String.UnicodeScalarView(name))
        guard let property = UnicodeProperty(named: text) else {
            throw PatternError(
                message: "the property `\(text)` is not known here",
                isLimit: UnicodeProperty.exists(text)
            )
        }
        return ScalarSet(properties: [property], isNegated: isNegated)
    }
}
