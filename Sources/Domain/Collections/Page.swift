import Documents

/// One page of a list, already encoded as JSON.
package struct Page: Sendable {
    /// The JSON of each object on the page.
    package let items: [[UInt8]]
    /// The position after which the next page starts; nil on the last page.
    package let nextPosition: Int?
}
