import Domain
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOSSL
import Synchronization
import Testing

@testable import Webhooks

/// Receivers that end the connection without the closing message of TLS (close_notify).
@Suite(.timeLimit(.minutes(15))) struct UncleanShutdownTests {
    @Test(arguments: [
        "HTTP/1.0 200 OK\r\n\r\nok", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok", "HTTP/1.0 200 OK\r\n\r\n",
    ])
    func `a response without a length is whole when the connection ends without close_notify`(
        response: String
    ) throws {
        let answer = try Self.result(of: response).get()
        #expect(answer.status == 200)
        #expect(answer.body == Array((response.hasSuffix("ok") ? "ok" : "").utf8))
    }

    @Test(arguments: [
        "", "HTTP/1.0 200", "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
    ])
    func `a response that is not whole stays an error when the connection ends without close_notify`(
        response: String
    ) throws {
        let error = #expect(throws: (any Error).self) { try Self.result(of: response).get() }
        #expect(try AttemptError(#require(error)) == .reset)
    }

    /// The result of an attempt whose receiver sends these bytes, and then ends the connection without close_notify.
    private static func result(of response: String) throws -> Result<ReceiverAnswer, any Error> {
        let address = ReceiverAddress(isSecure: true, host: "receiver.test", port: 443, trustedCertificates: nil)
        let wire = ReceiverWire()
        let connection = ReceiverConnection(to: Receiver(address), wire: wire)
        let channel = EmbeddedChannel()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandlers(wire, ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)))
        try pipeline.addHandler(connection)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 443)).wait()

        let results = Mutex<[Result<ReceiverAnswer, any Error>]>([])
        let request = OutgoingRequest(method: "POST", url: "https://receiver.test/", timeout: .seconds(10))
        let attempt = ReceiverAttempt(request) { result in results.withLock { $0.append(result) } }
        connection.send(ByteBuffer(string: "POST / HTTP/1.1\r\n\r\n"), for: attempt)
        try channel.writeInbound(ByteBuffer(string: response))
        channel.pipeline.fireErrorCaught(NIOSSLError.uncleanShutdown)
        _ = try? channel.finish()

        let reported = results.withLock { $0 }
        #expect(reported.count == 1)
        return try #require(reported.first)
    }
}
