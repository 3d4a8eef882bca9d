/// The two classes of requests that have separate rate limits.
package enum RateLimitClass: Sendable {
    /// GET and HEAD.
    case read
    /// All other methods.
    case write

    /// The class of a method.
    package init(method: String) {
        self = method == "GET" || method == "HEAD" ? .read : .write
    }
}
