import Contract

/// The operation that a request matches, with its path parameters.
struct Route: Sendable {
    let operation: Operation
    let path: PathParameters
}
