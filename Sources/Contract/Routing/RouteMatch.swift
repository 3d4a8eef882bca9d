/// What a method and path lead to.
package enum RouteMatch: Sendable {
    /// The operation, and what the path says for its captures.
    case operation(Operation, PathParameters)
    /// The path exists with other methods only, listed in order.
    case methodNotAllowed(allow: [String])
    case notFound
}
