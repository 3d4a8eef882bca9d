import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a server cannot start.
package enum HTTPServerError: Error, Equatable {
    /// Another process or another listener uses the port.
    case addressInUse(host: String, port: Int)
    /// The host is unknown or not an address of this machine, or the port is not permitted.
    case cannotBind(host: String, port: Int, reason: String)
}

extension HTTPServerError {
    /// Translates an error of the socket layer for this address.
    init(_ error: any Error, host: String, port: Int) {
        let code = (error as? IOError)?.errnoCode
        if code == EADDRINUSE {
            self = .addressInUse(host: host, port: port)
        } else {
            let reason = code.map { String(cString: strerror($0)) } ?? String(describing: error)
            self = .cannotBind(host: host, port: port, reason: reason)
        }
    }
}

extension HTTPServerError: CustomStringConvertible {
    /// A sentence for the person who starts the server.
    package var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "port \(port) of \(host) is in use"
        case .cannotBind(let host, let port, let reason):
            "cannot listen on port \(port) of \(host): \(reason)"
        }
    }
}
