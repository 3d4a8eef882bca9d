/// The property in `\p{…}`: a general category or one of the common binary properties.
indirect enum UnicodeProperty: Sendable {
    case any
    case ascii
    case alphabetic
    case lowercase
    case uppercase
    case whitespace
    case emoji
    case categories([Unicode.GeneralCategory])
    case notIn([ClosedRange<UInt32>], [UnicodeProperty])

    func contains(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch self {
        case .any: return true
        case .ascii: return scalar.isASCII
        case .alphabetic: return scalar.properties.isAlphabetic
        case .lowercase: return scalar.properties.isLowercase
        case .uppercase: return scalar.properties.isUppercase
        case .whitespace: return scalar.properties.isWhitespace
        case .emoji: return scalar.properties.isEmoji
        case .categories(let categories): return categories.contains(scalar.properties.generalCategory)
        case .notIn(let ranges, let properties):
            return !ranges.contains { $0.contains(value) } && !properties.contains { $0.contains(value) }
        }
    }

    /// The property with a name; nil if it is not supported, such as scripts, which the standard library does not know.
    init?(named name: String) {
        var name = name
        for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
        switch name {
        case "Any": self = .any
        case "ASCII": self = .ascii
        case "Alphabetic", "Alpha": self = .alphabetic
        case "Lowercase", "Lower": self = .lowercase
        case "Uppercase", "Upper": self = .uppercase
        case "White_Space", "space": self = .whitespace
        case "Emoji": self = .emoji
        default:
            guard let categories = Self.categories[name] else { return nil }
            self = .categories(categories)
        }
    }

    private static let categories: [String: [Unicode.GeneralCategory]] = {
        let groups: [(short: String, long: String, members: [(String, String, Unicode.GeneralCategory)])] = [
            (
                "L", "Letter",
                [
                    ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
                    ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
                    ("Lo", "Other_Letter", .otherLetter),
                ]
            ),
            (
                "M", "Mark",
                [
                    ("Mn", "Nonspacing_Mark", .nonspacingMark), ("Mc", "Spacing_Mark", .spacingMark),
                    ("Me", "Enclosing_Mark", .enclosingMark),
                ]
            ),
            (
                "N", "Number",
                [
                    ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
                    ("No", "Other_Number", .otherNumber),
                ]
            ),
            (
                "P", "Punctuation",
                [
                    ("Pc", "Connector_Punctuation", .connectorPunctuation),
                    ("Pd", "Dash_Punctuation", .dashPunctuation),
                    ("Ps", "Open_Punctuation", .openPunctuation), ("Pe", "Close_Punctuation", .closePunctuation),
                    ("Pi", "Initial_Punctuation", .initialPunctuation), ("Pf", "Final_Punctuation", .finalPunctuation),
                    ("Po", "Other_Punctuation", .otherPunctuation),
                ]
            ),
            (
                "S", "Symbol",
                [
                    ("Sm", "Math_Symbol", .mathSymbol), ("Sc", "Currency_Symbol", .currencySymbol),
                    ("Sk", "Modifier_Symbol", .modifierSymbol), ("So", "Other_Symbol", .otherSymbol),
                ]
            ),
            (
                "Z", "Separator",
                [
                    ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
                    ("Zp", "Paragraph_Separator", .paragraphSeparator),
                ]
            ),
            (
                "C", "Other",
                [
                    ("Cc", "Control", .control), ("Cf", "Format", .format), ("Cs", "Surrogate", .surrogate),
                    ("Co", "Private_Use", .privateUse), ("Cn", "Unassigned", .unassigned),
                ]
            ),
        ]
        var table: [String: [Unicode.GeneralCategory]] = [
            "digit": [.decimalNumber], "punct": groups[3].members.map(\.2),
        ]
        for group in groups {
            table[group.short] = group.members.map(\.2)
            table[group.long] = group.members.map(\.2)
            for member in group.members {
                table[member.0] = [member.2]
                table[member.1] = [member.2]
            }
        }
        return table
    }()
}
