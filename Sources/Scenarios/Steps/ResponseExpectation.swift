package import Documents
package import Domain
import OrderedCollections

/// What is expected of a response; the values are patterns, which are read after their variables are replaced.
package struct ResponseExpectation: Sendable {
    /// The place in the document, such as `/steps/2/expect`, even if the step has no such member.
    package let place: JSONPointer
    /// Whether the connection must end before the response is complete; nothing else is expected then.
    package internal(set) var isCut = false
    /// The status; nil if it is not given.
    package internal(set) var status: Int?
    /// The error code of the contract; nil if it is not given.
    package internal(set) var error: String?
    /// The problem code of the control API; nil if it is not given.
    package internal(set) var code: String?
    /// The patterns of headers by name.
    package internal(set) var headers: JSONObject = [:]
    /// The pattern of the body; nil if it is not given.
    package internal(set) var body: JSONValue?
    /// How long the response must have taken at least, in wall time; nil if it is not given.
    package internal(set) var minimumDuration: TimeSpan?
    /// For how long the request is sent again until the response is as expected; nil if it is sent once.
    package internal(set) var within: TimeSpan?
}
