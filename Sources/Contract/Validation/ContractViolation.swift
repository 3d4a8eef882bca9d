package import Documents

/// One way in which a request or an answer breaks the contract.
package struct ContractViolation: Hashable, Sendable {
    /// The part of the message that is wrong.
    package enum Location: String, Hashable, Sendable {
        case path
        case query
        case header
        case cookie
        case body
        case status
    }

    /// Whether a parameter, a header, the body or the status is to blame.
    package let location: Location
    /// The place in the body; for a parameter its name as the only token.
    package let pointer: JSONPointer
    /// The keyword that was broken, such as `maxLength`.
    package let keyword: String
    /// A sentence fragment that fits "Invalid value for {param}: {message}.".
    package let message: String
    /// Whether something required is absent, or null where a request may not say null.
    package let isMissing: Bool
    /// The nearest `x-error-code` at or above the broken keyword.
    package let errorCode: String?

    /// A violation; without an error code the answer's code follows from `isMissing`.
    package init(
        location: Location,
        pointer: JSONPointer,
        keyword: String,
        message: String,
        isMissing: Bool = false,
        errorCode: String? = nil
    ) {
        self.location = location
        self.pointer = pointer
        self.keyword = keyword
        self.message = message
        self.isMissing = isMissing
        self.errorCode = errorCode
    }
}

extension ContractViolation: CustomStringConvertible {
    /// The form `body /name: must be a string (type)`.
    package var description: String {
        "\(location.rawValue) \(pointer): \(message) (\(keyword))"
    }
}
