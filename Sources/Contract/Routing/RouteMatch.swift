/// The result of looking up a method and path.
package enum RouteMatch: Sendable {
    /// The operation, with the values of its captures.
    case operation(Operation, PathParameters)
    /// The path exists, but only with other methods, which are sorted by name.
    case methodNotAllowed(allow: [String])
    case notFound
}
