package import Documents

/// An object that a world keeps, found by its id and listed newest first.
package protocol Resource: Sendable, Identifiable26 {
    /// What tells the lists apart in which objects of this kind stand.
    associatedtype ListKey: Hashable & Sendable

    /// The public id.
    var id: Identifier<Self> { get }
    /// The lists in which the object stands now.
    var listKeys: [ListKey] { get }
    /// Writes the JSON that is kept beside the object, so that reads need not encode; nothing by default.
    func write(to writer: inout JSONWriter)
}

extension Resource {
    /// Keeps no JSON: right for objects whose answers depend on the moment of reading.
    package func write(to writer: inout JSONWriter) {}
}
