import EmulatorTesting
import Foundation
import Glibc
import NIOHTTP1

/// A TCP connection that sends arbitrary bytes; its calls block, so it needs a thread of its own.
final class RawSocket {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to the loopback address; throws if nothing listens.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in(loopbackPort: port)
        let descriptor = descriptor
        let status = address.withGeneric { connect(descriptor, $0, $1) }
        // All properties are set, so a throw runs the deinitializer, which closes the socket.
        guard status == 0 else { throw ConnectionRefused() }
    }

    deinit {
        close(descriptor)
    }

    /// Sends all bytes, and returns whether the other side took them.
    @discardableResult
    func send(_ bytes: some Sequence<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool {
        send(text.utf8)
    }

    /// Closes the sending half of the connection; responses can still be read.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// The next response, without a body if it answers HEAD; nil if the connection ends before it.
    func receive(isHead: Bool = false) throws -> WireAnswer? {
        guard let head = try receiveHead() else { return nil }
        let lines = head.split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw TestFailure("this is no status line: \(head)")
        }
        let fields = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        let headers = HTTPHeaders(fields)
        let length = isHead || status < 200 ? 0 : headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        while received.count < length {
            guard try receiveMore() else { throw TestFailure("the connection ended within a body") }
        }
        let body = Array(received.prefix(length))
        received.removeFirst(length)
        return WireAnswer(status: status, headers: headers, bytes: body)
    }

    /// Whether the other side has closed, with nothing left to read.
    func isAtEnd() throws -> Bool {
        guard received.isEmpty else { return false }
        return try !receiveMore()
    }

    private func receiveHead() throws -> String? {
        let end = Array("\r\n\r\n".utf8)
        var searched = 0
        while true {
            var index = searched
            while index + 4 <= received.count {
                if received[index..<index + 4].elementsEqual(end) {
                    let head = String(decoding: received[..<index], as: UTF8.self)
                    received.removeFirst(index + 4)
                    return head
                }
                index += 1
            }
            searched = index
            guard try receiveMore() else { return nil }
        }
    }

    /// Waits for more bytes; false when the connection has been closed or reset.
    private func receiveMore() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { throw TestFailure("nothing arrived for two minutes") }
        guard count > 0 else { return false }
        received += buffer.prefix(count)
        return true
    }
}

/// The error of a connection to a port on which nothing listens.
struct ConnectionRefused: Error {}

/// A port that is bound, so that no other process gets it, but on which nothing listens.
final class SilentPort {
    let number: Int
    private let descriptor: Int32

    /// Binds a free port; a server that is told its number can still listen on it if it is shared.
    init(isShared: Bool = false) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var reuse = Int32(isShared ? 1 : 0)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in(loopbackPort: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = address.withGeneric { pointer, size in
            bind(descriptor, pointer, size) == 0 && getsockname(descriptor, pointer, &length) == 0
        }
        number = Int(in_port_t(bigEndian: address.sin_port))
        guard isBound else { throw TestFailure("no port is to be had") }
    }

    deinit {
        close(descriptor)
    }
}

extension sockaddr_in {
    fileprivate init(loopbackPort port: Int) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = in_port_t(port).bigEndian
        sin_addr = in_addr(s_addr: in_addr_t(0x7F00_0001).bigEndian)
    }

    /// Passes the address to `body` as the generic pointer that system calls take.
    fileprivate mutating func withGeneric<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &self) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

/// Runs blocking code on a thread of its own instead of the threads that the tests share.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(with: Swift.Result { try body() })
        }
    }
}

extension MockProcess {
    /// Opens a connection and talks on it.
    func talk<Result: Sendable>(_ body: @escaping @Sendable (RawSocket) throws -> Result) async throws -> Result {
        let port = port
        return try await blocking { try body(RawSocket(port: port)) }
    }

    /// The answer to these bytes, on a connection of their own.
    func answer(to text: String, isHead: Bool = false) async throws -> WireAnswer? {
        try await answer(to: Array(text.utf8), isHead: isHead)
    }

    /// The answer to these bytes, on a connection of their own.
    func answer(to bytes: [UInt8], isHead: Bool = false) async throws -> WireAnswer? {
        try await talk { socket in
            socket.send(bytes)
            return try socket.receive(isHead: isHead)
        }
    }
}
