package import NIOCore
import NIOPosix

/// The settings of an ``HTTPServer``.
package struct HTTPServerConfiguration: Sendable {
    /// The addresses, bound in this order.
    package var listeners: [Listener]
    /// What clients may send, and how long they may take.
    package var limits = HTTPServerLimits()
    /// How long requests in flight may take after shutdown has begun.
    package var drainTimeout: Duration = .milliseconds(900)
    /// The threads that serve; one a core unless told otherwise.
    package var eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

    /// Default settings for these addresses.
    package init(listeners: [Listener]) {
        self.listeners = listeners
    }
}
