/// What a client may send, and how long it may take.
package struct HTTPServerLimits: Sendable {
    /// Bytes of request target, header names and header values together; more is answered with 431.
    package var headerSectionSize = 64 * 1024
    /// Header fields and trailers of one request; more is answered with 431.
    package var headerCount = 256
    /// Bytes of the request target; more is answered with 414.
    package var requestTargetLength = 16 * 1024
    /// Time from the connection, or from the first byte of a later request, to the end of the header section.
    package var headerTimeout: Duration = .seconds(30)
    /// Time between two pieces of a body.
    package var bodyIdleTimeout: Duration = .seconds(30)
    /// Time between two requests, and for a client to take an answer off the socket.
    package var keepAliveTimeout: Duration = .seconds(75)
    /// Time in which a client may read the last answer and close, before the connection is cut.
    package var lingerTimeout: Duration = .seconds(2)

    /// The limits that the server has unless told otherwise.
    package init() {}
}
