import Domain
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The attempts and connections of a transport, all of them on one event loop.
///
/// A receiver may close an idle connection just when it is used again; this must not make an attempt fail.
final class ReceiverConnections {
    private struct TargetKey: Hashable {
        let url: String
        let trustedCertificates: String?
    }

    /// How long it may take to connect; the time limit of an attempt is usually shorter.
    private static let connectTimeout = TimeAmount.seconds(30)
    /// How many URLs are remembered.
    private static let targetLimit = 1024

    private let eventLoop: any EventLoop
    private let idleTimeout: TimeAmount
    /// How many connections a receiver gets.
    private let limit: Int
    private var isShutDown = false
    private var targets: [TargetKey: ReceiverTarget] = [:]
    private var receivers: [ReceiverAddress: Receiver] = [:]
    private var contexts = TLSContexts()
    private var attempts: [ObjectIdentifier: ReceiverAttempt] = [:]
    private var connections: [ObjectIdentifier: ReceiverConnection] = [:]
    private var connectingCount = 0
    private var attemptTimer: EarliestTimer?
    private var idleTimer: EarliestTimer?
    private var whenEmpty: [EventLoopPromise<Void>] = []

    init(on eventLoop: any EventLoop, idleTimeout: TimeAmount, limit: Int) {
        self.eventLoop = eventLoop
        self.idleTimeout = idleTimeout
        self.limit = limit
    }

    // MARK: Attempts

    /// The receiver of a request; throws if its URL cannot be used, or after the shutdown.
    func target(of request: OutgoingRequest) throws -> ReceiverTarget {
        guard !isShutDown else { throw ChannelError.ioOnClosedChannel }
        let key = TargetKey(url: request.url, trustedCertificates: request.trustedCertificates)
        if let known = targets[key] { return known }
        let url = try ReceiverURL(request.url)
        let address = ReceiverAddress(
            isSecure: url.isSecure,
            host: url.host,
            port: url.port,
            trustedCertificates: request.trustedCertificates
        )
        if targets.count >= Self.targetLimit { forgetTargets() }
        let receiver = receivers[address] ?? Receiver(address)
        let target = try ReceiverTarget(url, receiver: receiver)
        receivers[address] = receiver
        targets[key] = target
        return target
    }

    private func forgetTargets() {
        targets = [:]
        receivers = receivers.filter { $0.value.connectionCount > 0 }
    }

    /// Begins an attempt, which ends at its deadline at the latest.
    func begin(_ attempt: ReceiverAttempt, to receiver: Receiver) {
        attempts[ObjectIdentifier(attempt)] = attempt
        timerOfAttempts.include(attempt.deadline)
        serve(attempt, at: receiver)
    }

    /// Records that an attempt has ended.
    func end(_ attempt: ReceiverAttempt) {
        attempts[ObjectIdentifier(attempt)] = nil
    }

    /// Gives an attempt a connection: an idle one that the receiver has not closed, or a new one.
    func serve(_ attempt: ReceiverAttempt, at receiver: Receiver) {
        while let connection = receiver.idle.popLast() {
            guard connection.isLeft else { return attempt.send(on: connection) }
            connection.close()
        }
        if receiver.connectionCount < limit {
            connect(attempt, to: receiver)
        } else {
            receiver.waiting.append(attempt)
        }
    }

    private var timerOfAttempts: EarliestTimer {
        if let attemptTimer { return attemptTimer }
        let timer = EarliestTimer(on: eventLoop) { [weak self] now in
            guard let self else { return nil }
            for attempt in attempts.values where attempt.deadline <= now {
                attempt.end(.failure(ChannelError.connectTimeout(attempt.timeout)))
            }
            return attempts.values.lazy.map(\.deadline).min()
        }
        attemptTimer = timer
        return timer
    }

    // MARK: Connections

    private func connect(_ attempt: ReceiverAttempt, to receiver: Receiver) {
        receiver.connectionCount += 1
        connectingCount += 1
        let timeout = max(attempt.timeout, Self.connectTimeout)
        opened(receiver, timeout: timeout).assumeIsolated().whenComplete { result in
            self.connectingCount -= 1
            do {
                let pipeline = try result.get().pipeline.syncOperations
                self.add(try pipeline.handler(type: ReceiverConnection.self), for: attempt)
            } catch {
                receiver.connectionCount -= 1
                attempt.connectFailed(error)
                self.serveWaiting(receiver)
            }
            self.checkEmpty()
        }
    }

    private func opened(_ receiver: Receiver, timeout: TimeAmount) -> EventLoopFuture<any Channel> {
        let address = receiver.address
        do {
            let tls = address.isSecure ? try contexts.context(trusting: address.trustedCertificates) : nil
            let literal = try? SocketAddress(ipAddress: address.host, port: address.port)
            let name = literal == nil ? address.host : nil
            let bound = NIOLoopBound(receiver, eventLoop: eventLoop)
            let bootstrap = ClientBootstrap(group: eventLoop).connectTimeout(timeout).channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name)) }
                    let wire = ReceiverWire()
                    let decoder = HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)
                    try pipeline.addHandlers(wire, ByteToMessageHandler(decoder))
                    try pipeline.addHandler(ReceiverConnection(to: bound.value, wire: wire))
                }
            }
            if let literal { return bootstrap.connect(to: literal) }
            return bootstrap.connect(host: address.host, port: address.port)
        } catch {
            return eventLoop.makeFailedFuture(error)
        }
    }

    private func add(_ connection: ReceiverConnection, for attempt: ReceiverAttempt) {
        connections[ObjectIdentifier(connection)] = connection
        connection.join(self)
        if attempt.isUnderWay { attempt.send(on: connection) } else { connection.close() }
    }

    /// Takes back a connection whose attempt has ended, for another attempt.
    func release(_ connection: ReceiverConnection) {
        let receiver = connection.receiver
        if let attempt = receiver.takeWaiting() { return attempt.send(on: connection) }
        connection.idleSince = .now()
        receiver.idle.append(connection)
        timerOfIdle.include(connection.idleSince + idleTimeout)
    }

    /// Removes a connection that has ended.
    func remove(_ connection: ReceiverConnection) {
        guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        let receiver = connection.receiver
        receiver.connectionCount -= 1
        receiver.idle.removeAll { $0 === connection }
        serveWaiting(receiver)
        checkEmpty()
    }

    /// Closes all idle connections to a receiver, so that the next attempt gets a new one.
    func closeIdle(to receiver: Receiver) {
        let idle = receiver.idle
        receiver.idle = []
        for connection in idle { connection.close() }
    }

    private func serveWaiting(_ receiver: Receiver) {
        if !isShutDown, let attempt = receiver.takeWaiting() { serve(attempt, at: receiver) }
    }

    private var timerOfIdle: EarliestTimer {
        if let idleTimer { return idleTimer }
        let timer = EarliestTimer(on: eventLoop) { [weak self] now in self?.closeUnused(at: now) }
        idleTimer = timer
        return timer
    }

    /// Closes the connections that have been idle for too long; returns when the next one will have been.
    private func closeUnused(at now: NIODeadline) -> NIODeadline? {
        let idle = connections.values.filter { !$0.isBusy }
        for connection in idle where connection.idleSince + idleTimeout <= now { connection.close() }
        return idle.lazy.map { $0.idleSince + self.idleTimeout }.filter { $0 > now }.min()
    }

    // MARK: Shutdown

    /// Cancels all attempts and closes all connections; the future succeeds when none is left.
    func shutDown() -> EventLoopFuture<Void> {
        isShutDown = true
        for attempt in Array(attempts.values) { attempt.end(.failure(ChannelError.ioOnClosedChannel)) }
        for connection in Array(connections.values) { connection.close() }
        attemptTimer?.cancel()
        idleTimer?.cancel()
        let promise = eventLoop.makePromise(of: Void.self)
        whenEmpty.append(promise)
        checkEmpty()
        return promise.futureResult
    }

    private func checkEmpty() {
        guard isShutDown, connections.isEmpty, connectingCount == 0 else { return }
        for promise in whenEmpty { promise.succeed() }
        whenEmpty = []
    }
}
