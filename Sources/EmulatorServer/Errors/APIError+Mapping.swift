import Contract
import Documents
import Domain

extension APIError {
    /// The API error for an error of the domain.
    init(refusal error: DomainError) {
        switch error {
        case .missingField(let field):
            self.init(.missingRequiredField, param: field)
        case .invalidField(let field, let detail):
            self.init(.invalidFieldValue, values: ["detail": detail], param: field)
        case .invalidWebhookURL:
            self.init(.invalidWebhookURL, param: "url")
        case .invalidCursor:
            self.init(.invalidCursor, param: "cursor")
        case .notFound(let resource, let id):
            self = .stating(.resourceNotFound, "No such \(resource): \(id).")
        case .linkRevoked:
            self.init(.linkRevoked)
        case .linkConsumed:
            self.init(.linkConsumed)
        case .linkExpired:
            self.init(.linkExpired)
        case .invalidNonce:
            self.init(.invalidNonce)
        case .contactExists:
            self = .stating(.conflict, "A contact with this phone number exists.")
            param = "phone_number"
        case .conflict(let what, let state):
            self = .stating(.conflict, "\(what) is \(state).")
        case .accountNotConnected:
            self.init(.accountNotConnected)
        case .outsideWindow:
            self.init(.outsideWindow)
        case .quotaExceeded(let quota, let plan):
            self.init(.quotaExceeded, values: ["quota": quota, "plan": plan.rawValue])
        case .whatsappRefused:
            self.init(.whatsappRefused)
        case .tooOften(let seconds):
            self = .tooOften(retryAfter: seconds)
        case .unknownTemplate:
            self.init(.invalidTemplateName, param: "template.name")
        case .templateExists:
            self.init(.templateExists, param: "name")
        }
    }

    /// The API error for a violation of the contract.
    ///
    /// A missing value has the code `missing_required_field`. Other violations have the `x-error-code` of the schema,
    /// or `invalid_field_value` without one.
    init(_ violation: ContractViolation) {
        let field = violation.pointer.tokens.isEmpty ? "body" : violation.pointer.dotted
        if let code = violation.errorCode, !violation.isMissing {
            let isWholeBody = violation.pointer.tokens.isEmpty
            self.init(code: code, values: ["detail": violation.message + (isWholeBody ? "." : "")])
            param = isWholeBody ? nil : field
            values["param"] = param
        } else if violation.isMissing {
            self.init(.missingRequiredField, param: field)
        } else {
            self.init(.invalidFieldValue, values: ["detail": violation.message], param: field)
        }
    }
}

/// Runs domain code and turns its errors into API errors.
func mapped<Result>(_ body: @autoclosure () throws(DomainError) -> Result) throws(APIError) -> Result {
    do throws(DomainError) {
        return try body()
    } catch {
        throw APIError(refusal: error)
    }
}
