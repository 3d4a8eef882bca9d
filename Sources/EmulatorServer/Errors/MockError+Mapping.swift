import Domain

extension MockError {
    /// The error of the control API for an error of the domain.
    init(refusal error: DomainError) {
        switch error {
        case .missingField(let field): self.init(.invalidBody, "\(field) is missing.")
        case .invalidField(let field, let detail): self.init(.invalidBody, "\(field): \(detail).")
        case .invalidWebhookURL: self.init(.invalidBody, "Webhooks cannot be sent to this URL.")
        case .invalidCursor: self.init(.invalidBody, "The cursor belongs to another list.")
        case .notFound(let resource, let id): self.init(.notFound, "There is no \(resource) `\(id)`.")
        case .linkRevoked: self.init(.invalidState, "The setup link is revoked, or its customer is archived.")
        case .linkConsumed: self.init(.invalidState, "The setup link has been used.")
        case .linkExpired: self.init(.invalidState, "The setup link has expired.")
        case .invalidNonce: self.init(.invalidState, "The nonce is unknown, expired or used.")
        case .contactExists: self.init(.invalidState, "A contact with this phone number exists.")
        case .conflict(let what, let state): self.init(.invalidState, "\(what) is \(state).")
        case .accountNotConnected: self.init(.invalidState, "The WhatsApp account is not connected.")
        case .outsideWindow: self.init(.invalidState, "The recipient has not written for 24 hours.")
        case .quotaExceeded(let quota, _): self.init(.invalidState, "The \(quota) quota is used up.")
        case .whatsappRefused: self.init(.invalidState, "WhatsApp did not accept it.")
        case .tooOften(let seconds): self.init(.invalidState, "This is possible again in \(seconds) seconds.")
        case .unknownTemplate: self.init(.invalidState, "There is no template of that name and language.")
        case .templateExists: self.init(.invalidState, "There is a template of that name and language.")
        }
    }
}

/// Runs domain code in a control handler and turns its errors into errors of the control API.
func described<Result>(_ body: @autoclosure () throws(DomainError) -> Result) throws(MockError) -> Result {
    do throws(DomainError) {
        return try body()
    } catch {
        throw MockError(refusal: error)
    }
}
