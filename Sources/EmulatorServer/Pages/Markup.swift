/// A part of an HTML or XML document; a text that is interpolated into it is escaped.
package struct Markup: ExpressibleByStringInterpolation, Sendable {
    /// The literal parts as they are, and the interpolated ones, escaped unless they are markup themselves.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// An empty document with room for what is interpolated.
        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// Adds markup as it is.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// Adds a text with its special characters escaped.
        package mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }

        /// Adds a number.
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }

        /// Adds markup as it is.
        package mutating func appendInterpolation(_ part: Markup) { text += part.text }

        /// Adds several parts of markup one after another.
        package mutating func appendInterpolation(_ parts: [Markup]) { for part in parts { text += part.text } }
    }

    /// The document.
    package let text: String

    package init(stringLiteral value: String) { text = value }

    /// The document that an interpolated literal makes.
    package init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

    /// The document as UTF-8.
    package var bytes: [UInt8] { Array(text.utf8) }

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
