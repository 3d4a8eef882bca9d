package import Documents

/// An object of a world that is found by its id and listed newest first.
package protocol Resource: Sendable, Identifiable26 {
    /// The key of a list of such objects, for example all contacts of one account.
    associatedtype ListKey: Hashable & Sendable

    /// The public id.
    var id: Identifier<Self> { get }
    /// The lists that the object is in now.
    var listKeys: [ListKey] { get }
    /// Writes the JSON that the collection caches for the object; objects without a cached JSON write nothing.
    func write(to writer: inout JSONWriter)
}

extension Resource {
    /// Caches no JSON, as is right for objects whose JSON depends on the time of reading.
    package func write(to writer: inout JSONWriter) {}
}
