import Foundation
import HTTPServing
import NIOSSL
import Testing

@Suite(.timeLimit(.minutes(15))) struct TLSTests {
    @Test func `a client that trusts the authority is served, and the responder sees a secure request`() async throws {
        let authority = try LocalCertificateAuthority(now: .now)
        try await withServer(TestResponder { .text("secure: \($0.isSecure)") }, configuration: try .tls(authority)) {
            server in
            let client = try await RawClient.connect(port: server.port, tls: try trust(authority.certificatePEM))
            for _ in 1...2 {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.response().body == "secure: true")
            }
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try await client.response()["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func `the certificate is valid for IP addresses`(_ host: String) async throws {
        let authority = try LocalCertificateAuthority(now: .now)
        var configuration = try HTTPServerConfiguration.tls(authority)
        configuration.listeners[0].host = host
        try await withServer(configuration: configuration) { server in
            let trust = try trust(authority.certificatePEM)
            let client = try await RawClient.connect(port: server.port, host: host, tls: trust, serverName: nil)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
        }
    }

    @Test func `a client refuses a certificate without the requested name`() async throws {
        let authority = try LocalCertificateAuthority(now: .now)
        var configuration = HTTPServerConfiguration.test
        configuration.listeners[0].tls = try authority.issue(for: ["api.kirimdev.com"])
        try await withServer(configuration: configuration) { server in
            let trust = try trust(authority.certificatePEM)
            let client = try await RawClient.connect(port: server.port, tls: trust, serverName: "api.kirimdev.com")
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            let deceived = try await RawClient.connect(port: server.port, tls: trust)
            deceived.sendAnyway("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await #expect(throws: (any Error).self) { try await deceived.response() }
        }
    }

    @Test func `a client that trusts another authority gets no response`() async throws {
        let other = try LocalCertificateAuthority(now: .now)
        try await withServer(configuration: try .tls(try LocalCertificateAuthority(now: .now))) { server in
            let client = try await RawClient.connect(port: server.port, tls: try trust(other.certificatePEM))
            client.sendAnyway("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await #expect(throws: (any Error).self) { try await client.response() }
        }
    }

    @Test func `a plain HTTP request to the TLS port ends the connection`() async throws {
        try await withServer(configuration: try .tls(try LocalCertificateAuthority(now: .now))) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try await client.rest()
            #expect(!answer.contains("HTTP/1.1"))
        }
    }

    @Test func `a client that connects to the TLS port and sends nothing is disconnected`() async throws {
        let configuration = try HTTPServerConfiguration.tls(try LocalCertificateAuthority(now: .now))
        try await withServer(configuration: configuration, limits: { $0.headerTimeout = .milliseconds(50) }) { server in
            let client = try await server.connect()
            #expect(try await client.rest() == "")
        }
    }

    @Test func `an upload over the limit gets a readable response over TLS`() async throws {
        let authority = try LocalCertificateAuthority(now: .now)
        try await withServer(configuration: try .tls(authority)) { server in
            let client = try await RawClient.connect(port: server.port, tls: try trust(authority.certificatePEM))
            let body = String(repeating: "x", count: 4 << 20)
            client.sendAnyway("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            #expect(try await client.response().body == "POST / too large for 1024")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `an idle TLS connection is closed when the server stops`() async throws {
        let authority = try LocalCertificateAuthority(now: .now)
        var configuration = try HTTPServerConfiguration.tls(authority)
        configuration.drainTimeout = .unreached
        try await withServer(configuration: configuration) { server in
            let client = try await RawClient.connect(port: server.port, tls: try trust(authority.certificatePEM))
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            server.beginStop()
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a PEM file that cannot be read is named in the error`() throws {
        let file = "/no/such/file.pem"
        let error = try #require(throws: TLSMaterialError.self) {
            try TLSMaterial(certificateFile: file, keyFile: file)
        }
        #expect(error.description.hasPrefix("cannot read /no/such/file.pem: it must be a PEM file with certificates"))
    }
}

/// A TLS context of a client that trusts this authority.
func trust(_ pem: String) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)))
    return try NIOSSLContext(configuration: configuration)
}

extension HTTPServerConfiguration {
    /// One TLS listener on a free port.
    static func tls(_ authority: LocalCertificateAuthority) throws -> HTTPServerConfiguration {
        var configuration = test
        configuration.listeners[0].tls = try authority.issue(for: ["localhost", "127.0.0.1", "::1", "api.kirimdev.com"])
        return configuration
    }
}
