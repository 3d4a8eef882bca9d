/// The characters that the random part of an id or token consists of.
package struct Alphabet: Sendable {
    let characters: [UInt8]

    /// Crockford's base 32 in upper case, without I, L, O and U.
    package static let crockford = Alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    /// The decimal digits.
    package static let digits = Alphabet("0123456789")
    /// The hexadecimal digits in upper case.
    package static let upperHexadecimal = Alphabet("0123456789ABCDEF")
    /// The digits and the lower-case letters.
    package static let alphanumeric = Alphabet("0123456789abcdefghijklmnopqrstuvwxyz")
    /// The URL-safe base64 alphabet (RFC 4648, 5).
    package static let base64URL = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    private init(_ characters: StaticString) {
        self.characters = Array(characters.description.utf8)
    }
}
