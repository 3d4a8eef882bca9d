package import Documents

/// Masks secrets as a bundle does, to compare responses with those in a bundle.
package enum MaskedText {
    /// A text with masked secrets.
    package static func of(_ text: String) -> String { Secrets.masked(text) }

    /// A value with masked secrets in its strings.
    package static func of(_ json: JSONValue) -> JSONValue { Secrets.masked(json) }
}
