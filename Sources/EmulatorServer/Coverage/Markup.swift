/// A part of an HTML or XML document; a text that is interpolated into it is escaped.
struct Markup: ExpressibleByStringInterpolation, Sendable {
    /// The literal parts as they are, and the interpolated ones, escaped unless they are markup themselves.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }

        mutating func appendInterpolation(_ number: Int) { text += String(number) }

        mutating func appendInterpolation(_ part: Markup) { text += part.text }

        mutating func appendInterpolation(_ parts: [Markup]) { for part in parts { text += part.text } }
    }

    let text: String

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

    /// The document as UTF-8.
    var bytes: [UInt8] { Array(text.utf8) }

    /// The text for an element or for a quoted attribute of HTML and XML 1.0.
    ///
    /// A character that XML 1.0 does not have, such as a NUL, becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result.unicodeScalars.append("\u{FFFD}")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
