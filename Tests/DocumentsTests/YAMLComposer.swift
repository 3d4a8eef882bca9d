import EmulatorTesting

/// Composes YAML texts at random, from a seed, with most of what the language has.
struct YAMLComposer {
    private var random: SeededGenerator
    private var anchors: [String] = []
    private var keyCount = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// A whole text.
    mutating func document() -> String {
        let body = node(in: -1, isCompact: true)
        let start = pick(["", "", "", "---\n", "%YAML 1.2\n---\n", "# remark\n\n", "--- # remark\n"])
        return start + body + "\n" + pick(["", "", "...\n", "# remark\n", "\n\n"])
    }

    /// A text with some of its characters changed.
    mutating func mutated(_ text: String, alphabet: String) -> String {
        var characters = Array(text.unicodeScalars)
        for _ in 0...number(3) where !characters.isEmpty {
            let place = number(characters.count)
            switch number(4) {
            case 0: characters.remove(at: place)
            case 1: characters.insert(pick(Array(alphabet.unicodeScalars)), at: place)
            case 2: characters[place] = pick(Array(alphabet.unicodeScalars))
            default:
                let end = min(place + number(12), characters.count)
                characters.insert(contentsOf: characters[place..<end], at: number(characters.count))
            }
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: characters)
        return String(scalars)
    }

    // MARK: Block collections

    /// A node that begins a line or, if it is compact, stands behind a hyphen.
    private mutating func node(in parent: Int, isCompact: Bool) -> String {
        let indentation = isCompact ? parent + 1 : parent + 1 + number(3)
        switch number(8) {
        case 0...3 where indentation < 16: return mapping(at: indentation)
        case 4...5 where indentation < 16: return sequence(at: indentation)
        default: return inline(in: parent)
        }
    }

    private mutating func mapping(at indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        let members = (0...number(4)).map { _ in
            if chance(12) { return "? \(key())\n\(margin):\(value(in: indentation))" }
            return "\(key())\(pick(["", "", "", " "])):\(value(in: indentation))"
        }
        return members.joined(separator: separator() + margin)
    }

    private mutating func sequence(at indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        let entries = (0...number(4)).map { _ in
            if chance(3) {
                let width = 1 + number(3)
                let spaces = String(repeating: " ", count: width)
                return "-" + spaces + node(in: indentation + width, isCompact: true)
            }
            return "-" + value(in: indentation)
        }
        return entries.joined(separator: separator() + margin)
    }

    private mutating func separator() -> String {
        pick(["\n", "\n", "\n", "\n\n", "\n  \n", "\n# remark\n", "\n      # remark\n"])
    }

    /// What follows a colon or a hyphen.
    private mutating func value(in indentation: Int) -> String {
        let properties = chance(6) ? " " + self.properties() : ""
        let remark = pick(["", "", "", " # remark", "  "])
        switch number(8) {
        case 0 where indentation < 12:
            let deeper = indentation + 1 + number(3)
            return properties + remark + "\n" + String(repeating: " ", count: deeper) + mapping(at: deeper)
        case 1 where indentation < 12:
            let deeper = indentation + 1 + number(3)
            return properties + remark + "\n" + String(repeating: " ", count: deeper) + sequence(at: deeper)
        case 2: return properties + remark
        case 3: return properties + " " + blockScalar(in: indentation)
        case 4 where properties.isEmpty && !anchors.isEmpty: return " *" + pick(anchors) + remark
        default:
            return properties + pick([" ", " ", "  ", "\n" + String(repeating: " ", count: indentation + 2)])
                + inline(in: indentation) + remark
        }
    }

    private mutating func properties() -> String {
        let tag = pick(["!!str", "!!int", "!local", "!<tag:yaml.org,2002:str>", "!"])
        let name = "a\(number(5))"
        switch number(3) {
        case 0: return tag
        case 1:
            anchors.append(name)
            return "&" + name
        default:
            anchors.append(name)
            return "&\(name) \(tag)"
        }
    }

    private mutating func key() -> String {
        keyCount += 1
        let anchor = chance(20) ? "&k\(keyCount) " : ""
        return anchor
            + pick([
                "k\(keyCount)", "k\(keyCount)", "\(keyCount)", "'k \(keyCount)'", "\"k\\t\(keyCount)\"", "é\(keyCount)",
            ])
    }

    // MARK: Scalars and flow collections

    private mutating func inline(in indentation: Int) -> String {
        let margin = "\n" + String(repeating: " ", count: indentation + 1 + number(3))
        switch number(9) {
        case 0: return flow(margin, depth: 0)
        case 1: return quoted(margin)
        case 2: return word() + margin + word() + pick(["", margin + margin + word()])
        default: return scalar()
        }
    }

    private mutating func scalar() -> String {
        pick([
            word(), "1", "-2.5", "0x1F", "true", "null", "~", "''", "\"\"", "http://x/y?z=1#f", "-x", "a:b", "x#y",
            "é😀", "a\tb", "2026-01-01", "'it''s'", "\"\\u00e9\\n\\x41\"",
        ])
    }

    private mutating func word() -> String { pick(["one", "two", "three", "four five", "x-y", "?z", ":z"]) }

    private mutating func quoted(_ margin: String) -> String {
        switch number(4) {
        case 0: "'" + word() + margin + word() + "'"
        case 1: "\"" + word() + "  " + margin + margin + word() + "\\" + margin + "\\ " + word() + margin + "\""
        case 2: "\" " + word() + "\t\""
        default: "'" + word() + " # " + word() + ": '"
        }
    }

    private mutating func blockScalar(in indentation: Int) -> String {
        let deeper = 1 + number(3)
        let margin = "\n" + String(repeating: " ", count: max(indentation, 0) + deeper)
        let indicator = chance(4) ? "\(deeper)" : ""
        let chomping = pick(["", "-", "+"])
        var text =
            pick(["|", ">"]) + (chance(2) ? indicator + chomping : chomping + indicator) + pick(["", " # remark"])
        for line in 0...number(4) {
            let isMore = line > 0 || !indicator.isEmpty
            text += pick([margin + word(), margin + word(), isMore ? margin + "  " + word() : margin + word(), "\n"])
        }
        return text + pick(["", "\n", "\n\n"])
    }

    private mutating func flow(_ margin: String, depth: Int) -> String {
        let gap = pick(["", " ", " ", margin, " # remark" + margin])
        let items = (0..<number(4)).map { _ in flowItem(margin, depth: depth + 1) }
        let comma = items.isEmpty ? "" : pick(["", "", ","])
        if chance(2) { return "[" + gap + items.joined(separator: "," + gap) + comma + gap + "]" }
        let members = items.map { item in
            keyCount += 1
            return pick([
                "k\(keyCount): \(item)", "\"k\(keyCount)\":\(item)", "k\(keyCount)", "? k\(keyCount) : \(item)",
                "k\(keyCount): ",
            ])
        }
        return "{" + gap + members.joined(separator: "," + gap) + comma + gap + "}"
    }

    private mutating func flowItem(_ margin: String, depth: Int) -> String {
        switch number(10) {
        case 0...1 where depth < 4: flow(margin, depth: depth)
        case 2: quoted(margin)
        case 3: "one" + margin + "two"
        case 4 where !anchors.isEmpty: "*" + pick(anchors) + " "
        case 5: properties() + " " + pick(["one", "'two'"])
        default: pick(["one", "2", "null", "'a, b'", "\"c]\"", "d e", "http://x", "-1"])
        }
    }

    // MARK: Choices

    private mutating func number(_ limit: Int) -> Int { random.number(below: limit) }

    private mutating func chance(_ one: Int) -> Bool { number(one) == 0 }

    private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[number(choices.count)] }
}
