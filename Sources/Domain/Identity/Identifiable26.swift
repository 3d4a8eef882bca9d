/// A kind of object whose public id is a prefix and 26 Crockford base 32 characters.
package protocol Identifiable26 {
    /// The prefix of the id with its underscore, such as `cus_`.
    static var idPrefix: String { get }
}
