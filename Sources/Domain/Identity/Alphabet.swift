/// The characters that a kind of identifier is written in.
package struct Alphabet: Sendable {
    let characters: [UInt8]

    /// Crockford's base 32, upper case: no I, L, O or U.
    package static let crockford = Alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    /// Digits.
    package static let digits = Alphabet("0123456789")
    /// Hexadecimal digits, upper case.
    package static let upperHexadecimal = Alphabet("0123456789ABCDEF")
    /// Lower-case letters and digits.
    package static let alphanumeric = Alphabet("0123456789abcdefghijklmnopqrstuvwxyz")
    /// The URL-safe alphabet of base 64.
    package static let base64URL = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    private init(_ characters: StaticString) {
        self.characters = Array(characters.description.utf8)
    }
}
