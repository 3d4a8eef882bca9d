/// Why an attempt got no answer.
package enum AttemptError: String, CaseIterable, Sendable {
    /// The answer did not come in time.
    case timeout
    /// Nobody listens there.
    case refused
    /// The connection broke, or what came was no HTTP.
    case reset
    /// The host has no address.
    case dns
    /// The receiver's certificate or handshake is not good.
    case tls

    /// The reason as `last_error` gives it.
    package var sentence: String {
        switch self {
        case .timeout: "The receiver did not answer in time."
        case .refused: "The receiver refused the connection."
        case .reset: "The receiver broke the connection."
        case .dns: "The receiver's host name has no address."
        case .tls: "The TLS handshake with the receiver failed."
        }
    }
}
