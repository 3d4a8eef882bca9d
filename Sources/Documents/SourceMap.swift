import OrderedCollections

/// The position of each value of a document in its text.
///
/// The entries form the same tree as the values: an object's children are in the order of its members.
package struct SourceMap: Sendable {
    /// A line and column, both from 1; columns count Unicode scalars.
    package struct Position: Hashable, Sendable {
        /// The line, from 1.
        package let line: Int
        /// The column, from 1, in Unicode scalars.
        package let column: Int
    }

    struct Entry: Sendable {
        var key: Position?
        var value: Position
        var children: [Entry] = []
    }

    let root: Entry

    /// Where the value at a pointer begins; if there is none, where the innermost existing value around it begins.
    package func position(of pointer: JSONPointer, in document: JSONValue) -> Position {
        entry(at: pointer, in: document).value
    }

    /// Where the key of the value at a pointer begins; for a value without a key, where the value begins.
    package func keyPosition(of pointer: JSONPointer, in document: JSONValue) -> Position {
        let entry = entry(at: pointer, in: document)
        return entry.key ?? entry.value
    }

    private func entry(at pointer: JSONPointer, in document: JSONValue) -> Entry {
        var entry = root
        var value = document
        for token in pointer.tokens {
            guard let index = value.childIndex(of: token), entry.children.indices.contains(index),
                let next = value[JSONPointer([token])]
            else { break }
            entry = entry.children[index]
            value = next
        }
        return entry
    }
}

extension JSONValue {
    fileprivate func childIndex(of token: String) -> Int? {
        switch self {
        case .object(let members): members.index(forKey: token)
        case .array: JSONPointer.index(token)
        case .null, .bool, .integer, .number, .string: nil
        }
    }
}
