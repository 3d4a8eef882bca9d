/// Why an attempt got no answer from the receiver.
package enum AttemptError: String, CaseIterable, Sendable {
    /// No complete answer came within the time limit.
    case timeout
    /// The receiver refused the connection.
    case refused
    /// The connection was closed, or the answer was not HTTP.
    case reset
    /// The host name has no address.
    case dns
    /// The TLS handshake failed, for example because of the receiver's certificate.
    case tls

    /// The reason in one sentence, as `last_error` shows it.
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
