package import Documents
package import Domain

/// What goes wrong when a rule fires; decided here, performed elsewhere.
package enum FaultAction: Hashable, Sendable {
    /// How a connection ends without an answer.
    package enum Connection: String, CaseIterable, Sendable {
        case reset, close, hang
    }

    /// Where an answer is cut; without a number of bytes, half-way.
    package enum Cut: Hashable, Sendable {
        /// Within the text of the body.
        case body(after: Int?)
        /// Within the header section, which many clients take for an empty answer.
        case headers(after: Int?)
    }

    /// An error of the contract, and what its envelope says beside the code.
    package struct InjectedError: Hashable, Sendable {
        /// A code of the error catalogue.
        package var code: String
        /// Whole seconds for the `Retry-After` header.
        package var retryAfter: Int?
        /// The text in place of the catalogue's.
        package var message: String?
        /// The field to blame, as a dotted path.
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
    /// Any answer; one against the contract only if nobody is to check it.
    case respond(status: Int, headers: [HeaderField], body: JSONValue?, isUnchecked: Bool)
    /// No answer.
    case connection(Connection)
    /// The true answer, which ends early.
    case truncate(Cut)
    /// The true answer in pieces.
    case drip(chunk: Int, every: TimeSpan)
    /// The true answer, of the right length, with JSON that does not parse.
    case malformed

    /// Whether there must be a true answer first.
    package var needsAnswer: Bool {
        switch self {
        case .error, .respond, .connection: false
        case .truncate, .drip, .malformed: true
        }
    }
}
