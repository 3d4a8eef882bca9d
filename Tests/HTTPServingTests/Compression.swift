import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression

/// The bytes compressed by zlib in the gzip format.
func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let channel = EmbeddedChannel(handler: NIOHTTPRequestCompressor(encoding: .gzip))
    defer { _ = try? channel.finish() }
    let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: [:])
    channel.write(HTTPClientRequestPart.head(head), promise: nil)
    channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: bytes))), promise: nil)
    try channel.writeAndFlush(HTTPClientRequestPart.end(nil)).wait()
    var packed: [UInt8] = []
    while let part = try channel.readOutbound(as: HTTPClientRequestPart.self) {
        if case .body(.byteBuffer(let piece)) = part { packed += Array(piece.readableBytesView) }
    }
    return packed
}

/// A random number generator that gives the same numbers in every run.
struct FixedGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
