import Foundation
import HTTPServing
import NIOHTTP1
import Testing

/// The wire faults, over plain connections and over TLS.
@Suite(.timeLimit(.minutes(15))) struct WireFaultTests {
    @Test(arguments: FaultyServer.kinds)
    func `the fault reset resets the connection without a byte of the response`(
        _ kind: FaultyServer.Kind
    ) async throws {
        try await withFaultyServer(kind, Reply(.cut(.reset))) { server in
            let client = try await server.connect()
            try await client.send("GET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "0123456789")
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.failure() == ECONNRESET)
            #expect(client.unread == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `the fault close ends the connection without a byte of the response`(_ kind: FaultyServer.Kind) async throws {
        try await withFaultyServer(kind, Reply(.cut(.close))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.endsWithoutFarewell(kind.isSecure))
            #expect(client.unread == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: FaultyServer.kinds, [0, 4, 9, -1])
    func `a truncated response has a content length larger than its body`(
        _ kind: FaultyServer.Kind,
        count: Int
    ) async throws {
        try await withFaultyServer(kind, .truncate(after: count)) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.response(toHead: true)
            #expect(head["content-length"] == "10")
            #expect(head["connection"] == nil)
            #expect(try await client.endsWithoutFarewell(kind.isSecure))
            #expect(client.unread == "0123456789".prefix(max(0, count)))
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: FaultyServer.kinds, [10, Int.max])
    func `a response truncated behind its end is complete, then the connection is closed`(
        _ kind: FaultyServer.Kind,
        count: Int
    ) async throws {
        try await withFaultyServer(kind, .truncate(after: count)) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "0123456789")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .written)
        }
    }

    @Test func `a response without a body is not truncated`() async throws {
        try await withFaultyServer(.plain, .truncate(after: 4)) { server in
            let client = try await server.connect()
            try await client.send("HEAD /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response(toHead: true)["content-length"] == "10")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .written)
        }
    }

    @Test(arguments: FaultyServer.kinds, [nil, 1, 20, Int.max] as [Int?])
    func `a truncated header section never reaches its end`(_ kind: FaultyServer.Kind, count: Int?) async throws {
        try await withFaultyServer(kind, .truncateHead(after: count)) { server in
            let client = try await server.connect()
            try await client.send("GET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.response()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.endsWithoutFarewell(kind.isSecure))
            let text = client.unread
            #expect("HTTP/1.1 200 OK\r\n".utf8.starts(with: text.utf8.prefix(17)))
            #expect(!text.contains("\r\n\r\n") && !text.contains("0123456789"))
            switch count {
            case nil: #expect(text.utf8.count > 40)
            case .max?: #expect(text.hasSuffix("Content-Length: 10"))
            case let count?: #expect(text.utf8.count == count)
            }
            #expect(await server.outcome() == .connectionLost)
        }
    }

    private static let ends = [
        BrokenEnd.cut(.reset), .cut(.close), .faulty(.truncate(after: 4)), .faulty(.truncateHead(after: nil)),
    ]

    @Test(arguments: ends)
    func `a wire fault ends a connection that HTTP 1_0 would keep open`(_ end: BrokenEnd) async throws {
        try await withFaultyServer(.plain, end.reply) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try await client.failure() == (end.isReset ? ECONNRESET : nil))
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: [BrokenEnd.cut(.close), .faulty(.truncate(after: 0))])
    func `responses before a fault reach the client`(_ end: BrokenEnd) async throws {
        try await withFaultyServer(.plain, end.reply) { server in
            let client = try await server.connect()
            try await client.send("GET /good HTTP/1.1\r\nHost: a\r\n\r\nGET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "0123456789")
            #expect(try await client.failure() == nil)
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: [Reply.Cut.reset, .close])
    func `the response to an upload over the limit can be cut by a fault`(_ cut: Reply.Cut) async throws {
        try await withFaultyServer(.plain, Reply(.cut(cut))) { server in
            let client = try await server.connect()
            client.sendAnyway("POST /bad HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n")
            #expect(try await client.failure() == (cut == .reset ? ECONNRESET : nil))
            #expect(client.unread == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: [BrokenEnd.cut(.reset), .cut(.close), .faulty(.truncate(after: 4))])
    func `a pending response can be completed with a fault`(_ end: BrokenEnd) async throws {
        let pending = PendingResponse()
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let responder = TestResponder { _ in
            asked.yield()
            return Reply(.later(pending))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await requests.first { true }
            pending.complete { end.reply }
            #expect(try await client.failure() == (end.isReset ? ECONNRESET : nil))
            #expect(client.unread.hasSuffix("\r\n\r\n0123") == end.isTruncated)
        }
    }

    @Test func `a pending response gets the fault of its reply when it is written`() async throws {
        let pending = PendingResponse()
        pending.complete(with: .text("0123456789"))
        let responder = TestResponder { _ in Reply(.later(pending), fault: .truncate(after: 4)) }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response(toHead: true)["content-length"] == "10")
            #expect(try await client.failure() == nil)
            #expect(client.unread == "0123")
        }
    }

    @Test func `a fault given with the completed response replaces the fault of the reply`() async throws {
        let responder = TestResponder { _ in
            let pending = PendingResponse()
            pending.complete(with: .text("0123456789"), fault: .truncate(after: 2))
            return Reply(.later(pending), fault: .truncate(after: 4))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response(toHead: true)["content-length"] == "10")
            #expect(try await client.rest() == "01")
        }
    }
}

/// The ways in which a response is broken.
enum BrokenEnd: Sendable {
    case cut(Reply.Cut)
    case faulty(WireFault)

    /// The reply that is broken in this way; a response that is written has ten bytes.
    var reply: Reply {
        switch self {
        case .cut(let cut): Reply(.cut(cut))
        case .faulty(let fault): .text("0123456789", fault: fault)
        }
    }

    var isReset: Bool {
        if case .cut(.reset) = self { true } else { false }
    }

    var isTruncated: Bool {
        if case .faulty = self { true } else { false }
    }
}
