/// The kinds of object whose public ids are a prefix and 26 Crockford characters.
package protocol Identifiable26 {
    /// What stands before the random part, underscore included.
    static var idPrefix: String { get }
}
