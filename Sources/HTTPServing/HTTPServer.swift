import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle

/// An HTTP/1.1 server on SwiftNIO.
///
/// A ``Responder`` answers each request on the event loop of its connection. For an ordinary response there is no
/// waiting and no change of threads.
package final class HTTPServer: Service {
    /// A bound listener, with the helper that closes it and its connections.
    private struct BoundChannel {
        let channel: any Channel
        let quiescing: ServerQuiescingHelper
        let isSecure: Bool
    }

    private let configuration: HTTPServerConfiguration
    private let setup: ConnectionSetup
    private let onReady: @Sendable ([BoundListener]) async -> Void

    /// A server that calls `onReady` with its addresses, in the order of the listeners, when all of them are bound.
    package init(
        configuration: HTTPServerConfiguration,
        responder: any Responder,
        onReady: @escaping @Sendable ([BoundListener]) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.onReady = onReady
        setup = ConnectionSetup(
            responder: responder,
            limits: configuration.limits,
            drainTimeout: configuration.drainTimeout,
            drain: DrainFlag()
        )
    }

    /// Serves until graceful shutdown or cancellation, then drains; throws ``HTTPServerError`` if it cannot start.
    ///
    /// A server runs once. When the drain timeout is over, the connections of unanswered requests are closed.
    package func run() async throws {
        let channels = try await openListeners()
        await onReady(channels.map(Self.address))
        try? await gracefulShutdown()
        await drain(channels)
    }

    private func openListeners() async throws -> [BoundChannel] {
        var channels: [BoundChannel] = []
        do {
            for listener in configuration.listeners {
                channels.append(try await open(listener))
            }
        } catch {
            await drain(channels)
            throw error
        }
        return channels
    }

    private func open(_ listener: Listener) async throws -> BoundChannel {
        let quiescing = ServerQuiescingHelper(group: configuration.eventLoopGroup)
        let setup = setup
        let tls = listener.tls?.context
        let bootstrap = ServerBootstrap(group: configuration.eventLoopGroup)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try setup.install(on: channel, tls: tls) }
            }
        do {
            let channel = try await bootstrap.bind(host: listener.host, port: listener.port).get()
            return BoundChannel(channel: channel, quiescing: quiescing, isSecure: tls != nil)
        } catch {
            throw HTTPServerError(error, host: listener.host, port: listener.port)
        }
    }

    /// Closes all listeners and waits until their connections are closed, which they are by the drain timeout.
    private func drain(_ channels: [BoundChannel]) async {
        setup.drain.begin()
        let deadline = NIODeadline.now() + TimeAmount(configuration.drainTimeout) + .milliseconds(50)
        let drained = channels.map { bound in
            let promise = bound.channel.eventLoop.makePromise(of: Void.self)
            bound.quiescing.initiateShutdown(promise: promise)
            let timer = bound.channel.eventLoop.scheduleTask(deadline: deadline) { promise.succeed() }
            promise.futureResult.whenComplete { _ in timer.cancel() }
            return promise.futureResult
        }
        for future in drained {
            try? await future.get()
        }
    }

    private static func address(of bound: BoundChannel) -> BoundListener {
        let address = bound.channel.localAddress
        return BoundListener(host: address?.ipAddress ?? "", port: address?.port ?? 0, isSecure: bound.isSecure)
    }
}
