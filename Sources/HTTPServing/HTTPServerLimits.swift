/// The limits for the size and duration of a client's requests.
package struct HTTPServerLimits: Sendable {
    /// The most bytes of request target, header names and values together; more is answered with 431.
    package var headerSectionSize = 64 * 1024
    /// The most header fields and trailers of a request; more is answered with 431.
    package var headerCount = 256
    /// The most bytes of the request target; more is answered with 414.
    package var requestTargetLength = 16 * 1024
    /// The time for a header section, from the connection or from the first byte of a later request.
    package var headerTimeout: Duration = .seconds(30)
    /// The time between two pieces of a body.
    package var bodyIdleTimeout: Duration = .seconds(30)
    /// The time between two requests, and for a client to read a response.
    package var keepAliveTimeout: Duration = .seconds(75)
    /// The time in which a client may read the last response and close, before the server closes the connection.
    package var lingerTimeout: Duration = .seconds(2)

    /// The default limits.
    package init() {}
}
