/// The public id of one kind of object, such as `cus_335T08RM0EAKN9DTE6RD5RWP7B`.
///
/// Any text is accepted: a malformed id from a client is an id that no object has.
package struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
    /// The id as the API writes it.
    package let description: String

    /// Takes the text of an id without checking its form.
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
