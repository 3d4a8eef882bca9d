/// Why a driver has no response to a request.
package enum DriverError: Error, Sendable {
    /// The server cannot be reached; the text says why.
    case unreachable(String)
    /// The connection ended before the response was complete.
    case cut
    /// There was no response in time.
    case timedOut
}
