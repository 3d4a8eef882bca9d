import Documents

/// A place in one of the loaded documents.
struct SchemaLocation: Hashable, Sendable {
    var document: Int
    var pointer: JSONPointer

    func appending(_ token: String) -> SchemaLocation {
        SchemaLocation(document: document, pointer: pointer.appending(token))
    }

    /// The place of the value around this one.
    var outer: SchemaLocation {
        SchemaLocation(document: document, pointer: JSONPointer(pointer.tokens.dropLast()))
    }

    func appending(_ tokens: [String]) -> SchemaLocation {
        SchemaLocation(document: document, pointer: JSONPointer(pointer.tokens + tokens))
    }
}
