/// Trouble of the emulator itself or with its control API, never dressed as an error of the vendor.
package struct MockError: Error, Hashable, Sendable {
    /// The codes that travel in `X-Mock-Error`.
    package enum Code: String, CaseIterable, Sendable {
        case invalidBody = "invalid_body"
        case sandboxRequired = "sandbox_required"
        case unauthorized
        case forbiddenOrigin = "forbidden_origin"
        case notFound = "not_found"
        case unknownSandbox = "unknown_sandbox"
        case methodNotAllowed = "method_not_allowed"
        case invalidState = "invalid_state"
        case ambiguousSandbox = "ambiguous_sandbox"
        case noActiveLink = "no_active_link"
        case sandboxEvicted = "sandbox_evicted"
        case tooLarge = "too_large"
        case unsupportedCoding = "unsupported_coding"
        case brokenAnswer = "broken_answer"
        case brokenContract = "broken_contract"
        case reset

        /// The status that goes with it.
        package var status: Int {
            switch self {
            case .invalidBody, .sandboxRequired: 400
            case .unauthorized: 401
            case .forbiddenOrigin: 403
            case .notFound, .unknownSandbox: 404
            case .methodNotAllowed: 405
            case .invalidState, .ambiguousSandbox, .noActiveLink: 409
            case .sandboxEvicted: 410
            case .tooLarge: 413
            case .unsupportedCoding: 415
            case .brokenAnswer, .brokenContract: 500
            case .reset: 503
            }
        }

        var title: String {
            switch self {
            case .invalidBody: "Invalid request"
            case .sandboxRequired: "Which sandbox?"
            case .unauthorized: "Admin token needed"
            case .forbiddenOrigin: "Forbidden origin"
            case .notFound: "Not found"
            case .unknownSandbox: "Unknown sandbox"
            case .methodNotAllowed: "Method not allowed"
            case .invalidState: "Not possible now"
            case .ambiguousSandbox: "Which sandbox?"
            case .noActiveLink: "No active setup link"
            case .sandboxEvicted: "Sandbox evicted"
            case .tooLarge: "Too large"
            case .unsupportedCoding: "Unsupported content coding"
            case .brokenAnswer: "A mistake of the emulator"
            case .brokenContract: "A mistake in the contract"
            case .reset: "Sandbox reset"
            }
        }
    }

    /// One finding about one place in the body.
    package struct Finding: Hashable, Sendable {
        /// The place, as a JSON pointer.
        package var pointer: String
        /// What is wrong there.
        package var message: String
        /// What would be right, if that can be guessed.
        package var hint: String?

        /// A finding at that place.
        package init(pointer: String, message: String, hint: String? = nil) {
            self.pointer = pointer
            self.message = message
            self.hint = hint
        }
    }

    /// What went wrong.
    package var code: Code
    /// What was wrong, where, and what would be right.
    package var detail: String
    /// The findings, where the body is to blame.
    package var findings: [Finding] = []
    /// Headers that belong to this error alone, such as `Allow`.
    package var headers: [String: String] = [:]

    /// An error that says what to do about it.
    package init(_ code: Code, _ detail: String, findings: [Finding] = []) {
        self.code = code
        self.detail = detail
        self.findings = findings
    }
}
