package import Documents

/// What is expected of a response; the values are patterns, which are read after their variables are replaced.
package struct ResponseExpectation: Sendable {
    /// The place in the document, such as `/steps/2/expect`, even if the step has no such member.
    package let place: JSONPointer
    /// Whether the connection must end before the response is complete; nothing else is expected then.
    package let isCut: Bool
    /// The status; nil if it is not given.
    package let status: Int?
    /// The error code of the contract; nil if it is not given.
    package let error: String?
    /// The patterns of headers by name.
    package let headers: JSONObject
    /// The pattern of the body; nil if it is not given.
    package let body: JSONValue?
}
