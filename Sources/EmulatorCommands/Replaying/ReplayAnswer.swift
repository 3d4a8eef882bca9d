/// What came in response to a request.
enum ReplayAnswer: Sendable {
    /// A complete response.
    case complete(status: Int, body: [UInt8])
    /// No response, or only a part of one, before the connection ended.
    case cut
}
