/// The public id of one kind of object, such as `cus_335T08RM0EAKN9DTE6RD5RWP7B`.
///
/// Opaque: what a client sends is looked up as it is, a malformed one is simply unknown.
package struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
    /// The id as the API writes it.
    package let description: String

    /// Takes an id as a client sent it.
    package init(_ text: String) {
        description = text
    }
}

extension Identifier where Kind: Identifiable26 {
    /// Draws a new id from a stream.
    package static func random(from stream: inout RandomStream) -> Identifier {
        Identifier(stream.text(prefix: Kind.idPrefix, length: 26, alphabet: .crockford))
    }
}
