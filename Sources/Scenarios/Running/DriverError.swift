import Domain

/// Why a driver has no response to a request.
package enum DriverError: Error, Hashable, Sendable {
    /// The server cannot be reached; the text says why.
    case unreachable(String)
    /// The connection ended before the response was complete.
    case cut
    /// There was no response in time.
    case timedOut
    /// The run was stopped before the response came.
    case stopped

    /// The reason in one sentence without a final period.
    package func message(of request: DriverRequest) -> String {
        switch self {
        case .unreachable(let reason): "the server cannot be reached: \(reason)"
        case .cut: "the connection ended before the response was complete"
        case .timedOut: "there was no response within \(request.timeout)"
        case .stopped: "the run was stopped before the response came"
        }
    }
}
