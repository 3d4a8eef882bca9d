/// The two classes of request that are counted apart.
package enum RateLimitClass: Sendable {
    /// GET and HEAD.
    case read
    /// Everything that may change something.
    case write

    /// The class of a method.
    package init(method: String) {
        self = method == "GET" || method == "HEAD" ? .read : .write
    }
}
