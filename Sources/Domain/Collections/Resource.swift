package import Documents

/// An object of a world that is found by its id and listed newest first.
package protocol Resource: Sendable, Identifiable26 {
    /// The key of a list of such objects, for example all contacts of one account.
    associatedtype ListKey: Hashable & Sendable

    /// The public id.
    var id: Identifier<Self> { get }
    /// The lists that the object is in now.
    var listKeys: [ListKey] { get }
    /// The lists that the object is in, but `other`, which has the same id, is not.
    func listKeys(missingIn other: Self) -> [ListKey]
    /// Writes the JSON of the object, which the collection caches for its newest objects.
    ///
    /// Objects whose JSON depends on the time of reading write nothing here.
    func write(to writer: inout JSONWriter)
}

extension Resource {
    /// Compares the lists of both.
    package func listKeys(missingIn other: Self) -> [ListKey] {
        let others = other.listKeys
        return listKeys.filter { !others.contains($0) }
    }

    /// Writes nothing, as is right for objects whose JSON depends on the time of reading.
    package func write(to writer: inout JSONWriter) {}
}
