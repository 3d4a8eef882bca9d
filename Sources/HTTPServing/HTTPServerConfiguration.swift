package import NIOCore
import NIOPosix

/// The settings of an ``HTTPServer``.
package struct HTTPServerConfiguration: Sendable {
    /// The addresses to listen on, bound in this order.
    package var listeners: [Listener]
    /// The limits for the size and duration of requests.
    package var limits = HTTPServerLimits()
    /// How long requests in progress may take after shutdown has begun.
    package var drainTimeout: Duration = .milliseconds(900)
    /// The threads that serve; by default one per core.
    package var eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

    /// Default settings for these addresses.
    package init(listeners: [Listener]) {
        self.listeners = listeners
    }
}
