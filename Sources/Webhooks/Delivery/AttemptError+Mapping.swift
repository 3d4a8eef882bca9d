package import Domain
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
    /// Maps an error of a connection to that of an attempt; any other error counts as a reset connection.
    package init(_ error: any Error) {
        switch error {
        case let error as NIOConnectionError: self.init(connection: error)
        case ChannelError.connectTimeout: self = .timeout
        case let error as IOError: self.init(code: error.errnoCode)
        case is SocketAddressError: self = .dns
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self = .tls
        default: self = .reset
        }
    }

    /// Maps the errors of all addresses of a host to one: `refused` if one of them refused, else the first error.
    ///
    /// Without any address, it is `dns` if the look-up failed, else `timeout`.
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
