import AsyncHTTPClient
import Domain
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension AttemptError {
    /// What an error of the client means for the delivery; what is not known better is a broken connection.
    init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError: self.init(client: error)
        case let error as NIOConnectionError: self.init(connection: error)
        case ChannelError.connectTimeout: self = .timeout
        case let error as IOError: self.init(code: error.errnoCode)
        case is SocketAddressError: self = .dns
        // A receiver that goes away without a farewell, long after the handshake.
        case NIOSSLError.uncleanShutdown: self = .reset
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self = .tls
        default: self = .reset
        }
    }

    private init(client error: HTTPClientError) {
        switch error {
        case .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout, .readTimeout, .tlsHandshakeTimeout,
            .writeTimeout:
            self = .timeout
        default:
            self = .reset
        }
    }

    /// A host may have several addresses: one that refuses says more than one that is not reached.
    private init(connection error: NIOConnectionError) {
        let causes = error.connectionErrors.map { AttemptError($0.error) }
        if causes.contains(.refused) {
            self = .refused
        } else if let cause = causes.first {
            self = cause
        } else {
            self = error.dnsAError == nil && error.dnsAAAAError == nil ? .timeout : .dns
        }
    }

    private init(code: CInt) {
        switch code {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH: self = .refused
        case ETIMEDOUT: self = .timeout
        default: self = .reset
        }
    }
}
