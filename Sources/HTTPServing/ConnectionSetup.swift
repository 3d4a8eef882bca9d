import NIOCore
import NIOHTTP1
import NIOSSL

/// Sets up the channel pipeline of every connection of a server.
struct ConnectionSetup: Sendable {
    let responder: any Responder
    let limits: HTTPServerLimits
    let drainTimeout: Duration
    let drain: DrainFlag

    /// Adds the handlers of an accepted connection: TLS if there is a context, the parser, ``RequestHandler``.
    func install(on channel: any Channel, tls: NIOSSLContext?) throws {
        let pipeline = channel.pipeline.syncOperations
        if let tls {
            try pipeline.addHandler(NIOSSLServerHandler(context: tls))
        }
        try pipeline.addHandler(makeParser())
        try pipeline.addHandler(RequestHandler(setup: self, isSecure: tls != nil))
    }

    /// A parser that buffers at most one header section; bodies pass through it.
    private func makeParser() -> ByteToMessageHandler<HTTPRequestDecoder> {
        var parserLimits = NIOHTTPDecoderLimitConfiguration()
        parserLimits.maxHeaderFieldSize = limits.headerSectionSize
        parserLimits.maxHeaderListSize = limits.headerSectionSize
        parserLimits.maxHeaderFieldCount = limits.headerCount
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: parserLimits)
        return ByteToMessageHandler(decoder, maximumBufferSize: limits.headerSectionSize * 2)
    }
}
