package import Documents

/// Masks secrets as a bundle does, to compare responses with those in a bundle and to show them in reports.
package enum MaskedText {
    /// A text with masked secrets.
    package static func of(_ text: String) -> String { Secrets.masked(text) }

    /// A value with masked secrets in its strings.
    package static func of(_ json: JSONValue) -> JSONValue { Secrets.masked(json) }

    /// The value of a header with masked credentials.
    package static func header(_ name: String, _ value: String) -> String { Secrets.maskedHeader(name, value) }
}
