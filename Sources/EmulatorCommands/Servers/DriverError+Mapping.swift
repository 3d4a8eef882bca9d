import Domain
import Scenarios
import Webhooks

extension DriverError {
    /// The error for an error of a connection, which is told apart as for attempts to deliver webhooks.
    init(_ error: any Error) {
        if let error = error as? RequestError {
            self = .unreachable("\(error)")
            return
        }
        switch AttemptError(error) {
        case .timeout: self = .timedOut
        case .reset: self = .cut
        case .refused: self = .unreachable("the connection was refused")
        case .dns: self = .unreachable("the host name has no address")
        case .tls: self = .unreachable("TLS failed: \(error)")
        }
    }

    /// The reason as the end of a sentence that names the server.
    func cause(of request: DriverRequest) -> String {
        if case .unreachable(let reason) = self { reason } else { message(of: request) }
    }
}
