import Domain
import Scenarios
import Webhooks

extension DriverError {
    /// The error for an error of the HTTP client, which is told apart as for attempts to deliver webhooks.
    init(_ error: any Error) {
        switch AttemptError(error) {
        case .timeout: self = .timedOut
        case .reset: self = .cut
        case .refused: self = .unreachable("the connection was refused")
        case .dns: self = .unreachable("the host name has no address")
        case .tls: self = .unreachable("TLS failed: \(error)")
        }
    }
}
