package import Documents

/// An object of a world that is found by its id and listed newest first.
package protocol Resource: Sendable, Identifiable26 {
    /// The key of a list of such objects, for example all contacts of one account.
    associatedtype ListKey: Hashable & Sendable

    /// The public id.
    var id: Identifier<Self> { get }
    /// The lists that the object is in now.
    var listKeys: [ListKey] { get }
    /// The lists that the object leaves and enters when it replaces `old`, which has the same id.
    func listChanges(from old: Self) -> (left: [ListKey], entered: [ListKey])
    /// Writes the JSON of the object, which the collection caches for its newest objects.
    ///
    /// Objects whose JSON depends on the time of reading write nothing here.
    func write(to writer: inout JSONWriter)
}

extension Resource {
    /// Compares the lists of both.
    package func listChanges(from old: Self) -> (left: [ListKey], entered: [ListKey]) {
        let before = old.listKeys
        let after = listKeys
        return (before.filter { !after.contains($0) }, after.filter { !before.contains($0) })
    }

    /// Writes nothing, as is right for objects whose JSON depends on the time of reading.
    package func write(to writer: inout JSONWriter) {}
}
