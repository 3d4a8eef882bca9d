import OrderedCollections

/// Where each value of a document stands in its text.
///
/// It follows the value: the children of an object stand in the order of its members, those of an array in theirs.
package struct SourceMap: Sendable {
    /// A line and column, from 1, columns in Unicode scalars.
    package struct Position: Hashable, Sendable {
        /// From 1.
        package let line: Int
        /// From 1.
        package let column: Int
    }

    struct Entry: Sendable {
        var key: Position?
        var value: Position
        var children: [Entry] = []
    }

    let root: Entry

    /// Where the value at that place of the document begins, or the innermost value around it that exists.
    package func position(of pointer: JSONPointer, in document: JSONValue) -> Position {
        entry(at: pointer, in: document).value
    }

    /// Where the key of that place begins; the value's place where there is no key.
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
