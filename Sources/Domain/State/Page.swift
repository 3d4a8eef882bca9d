import Documents

/// A piece of a list as it goes out.
package struct Page: Sendable {
    /// The JSON of each object.
    package let items: [[UInt8]]
    /// Where the next page starts; nil on the last one.
    package let nextPosition: Int?
}
