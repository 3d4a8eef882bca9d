import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle

/// An HTTP/1.1 server on SwiftNIO.
///
/// Requests are answered by a ``Responder`` on the event loop of their connection; nothing on the way to an ordinary
/// answer waits or changes threads.
package final class HTTPServer: Service {
    /// A bound address with what is needed to close it.
    private struct Door {
        let channel: any Channel
        let quiescing: ServerQuiescingHelper
        let isSecure: Bool
    }

    private let configuration: HTTPServerConfiguration
    private let setup: ConnectionSetup
    private let onReady: @Sendable ([BoundListener]) async -> Void

    /// A server that tells its addresses, in the order of the listeners, when all of them are bound.
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

    /// Serves until graceful shutdown or cancellation, then drains; throws ``HTTPServerError`` if an address is not to be had.
    ///
    /// A server runs once. Draining takes no longer than the drain timeout: what is not answered by then is cut off.
    package func run() async throws {
        let doors = try await openDoors()
        await onReady(doors.map(Self.address))
        try? await gracefulShutdown()
        await drain(doors)
    }

    private func openDoors() async throws -> [Door] {
        var doors: [Door] = []
        do {
            for listener in configuration.listeners {
                doors.append(try await open(listener))
            }
        } catch {
            await drain(doors)
            throw error
        }
        return doors
    }

    private func open(_ listener: Listener) async throws -> Door {
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
            return Door(channel: channel, quiescing: quiescing, isSecure: tls != nil)
        } catch {
            throw HTTPServerError(error, host: listener.host, port: listener.port)
        }
    }

    /// Closes all doors and waits for the connections to end; a connection ends itself at the deadline at the latest.
    private func drain(_ doors: [Door]) async {
        setup.drain.begin()
        let deadline = NIODeadline.now() + TimeAmount(configuration.drainTimeout) + .milliseconds(50)
        let drained = doors.map { door in
            let promise = door.channel.eventLoop.makePromise(of: Void.self)
            door.quiescing.initiateShutdown(promise: promise)
            let timer = door.channel.eventLoop.scheduleTask(deadline: deadline) { promise.succeed() }
            promise.futureResult.whenComplete { _ in timer.cancel() }
            return promise.futureResult
        }
        for future in drained {
            try? await future.get()
        }
    }

    private static func address(of door: Door) -> BoundListener {
        let address = door.channel.localAddress
        return BoundListener(host: address?.ipAddress ?? "", port: address?.port ?? 0, isSecure: door.isSecure)
    }
}
