import Contract

/// The operation that a request asks for, and what its path says.
struct Route: Sendable {
    let operation: Operation
    let path: PathParameters
}
