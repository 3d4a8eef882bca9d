package import Documents
package import Domain

/// The fault that a rule injects into a request: an error, another response, or damage to the true response.
///
/// This type only describes the fault; the server performs it.
package enum FaultAction: Hashable, Sendable {
    /// How a connection ends without a response; `hang` keeps it open and sends nothing.
    package enum Connection: String, CaseIterable, Sendable {
        case reset, close, hang
    }

    /// Where a response is cut: after a number of bytes, or after half of the part if nil.
    package enum Cut: Hashable, Sendable {
        /// In the body; at least its last byte that is not white space is missing, so that JSON is incomplete.
        case body(after: Int?)
        /// In the header section; many clients treat that like an empty response.
        case headers(after: Int?)
    }

    /// An error code of the contract, with an optional message, field and `Retry-After` of its own.
    package struct InjectedError: Hashable, Sendable {
        /// A code of the error catalogue.
        package var code: String
        /// Whole seconds for the `Retry-After` header.
        package var retryAfter: Int?
        /// The message; nil for the one of the catalogue.
        package var message: String?
        /// The member `param`: the field that caused the error, as a dotted path.
        package var param: String?

        /// An error with that code.
        package init(code: String, retryAfter: Int? = nil, message: String? = nil, param: String? = nil) {
            self.code = code
            self.retryAfter = retryAfter
            self.message = message
            self.param = param
        }
    }

    /// An error of the contract, whose status, type and envelope follow from its code.
    case error(InjectedError)
    /// Any response; it may violate the contract only if `isUnchecked`.
    case respond(status: Int, headers: [HeaderField], body: JSONValue?, isUnchecked: Bool)
    /// No response.
    case connection(Connection)
    /// The true response, which ends early.
    case truncate(Cut)
    /// The true response in pieces of `chunk` bytes, with a pause of wall time after each.
    case drip(chunk: Int, every: TimeSpan)
    /// The true response with a body of the same length that is not valid JSON.
    case malformed
    /// The true response, sent after the deliveries that the request has caused were answered.
    case afterEvents

    /// Whether the fault changes or delays the true response, so that the handler must run first.
    package var needsAnswer: Bool {
        switch self {
        case .error, .respond, .connection: false
        case .truncate, .drip, .malformed, .afterEvents: true
        }
    }
}
