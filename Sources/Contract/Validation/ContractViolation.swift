package import Documents

/// A violation of the contract in a request or response.
package struct ContractViolation: Hashable, Sendable {
    /// The part of the request or response that is wrong.
    package enum Location: String, Hashable, Sendable {
        case path
        case query
        case header
        case cookie
        case body
        case status
    }

    /// Which part of the request or response is wrong.
    package let location: Location
    /// The place in the body; for a parameter, its name and then the place in its value.
    package let pointer: JSONPointer
    /// The violated keyword, such as `maxLength`.
    package let keyword: String
    /// A text that fits into "Invalid value for {param}: {message}.".
    package let message: String
    /// Whether a required value is missing, or is null where null is not allowed.
    package let isMissing: Bool
    /// The nearest `x-error-code` at or above the violated keyword.
    package let errorCode: String?

    /// A violation; if `errorCode` is nil, the code of the response depends on `isMissing`.
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
