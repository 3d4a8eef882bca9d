/// An error of the emulator itself or of its control API, in another form than the vendor's errors.
package struct MockError: Error, Hashable, Sendable {
    /// The codes in the header `X-Mock-Error`.
    package enum Code: String, CaseIterable, Sendable {
        case invalidBody = "invalid_body"
        case sandboxRequired = "sandbox_required"
        case unauthorized
        case forbiddenOrigin = "forbidden_origin"
        case readOnlyUI = "read_only_ui"
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

        /// The HTTP status code.
        package var status: Int {
            switch self {
            case .invalidBody, .sandboxRequired: 400
            case .unauthorized: 401
            case .forbiddenOrigin, .readOnlyUI: 403
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
            case .readOnlyUI: "Read only"
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

    /// One mistake in one place of the request.
    package struct Finding: Hashable, Sendable {
        /// The place as a JSON pointer; empty for the whole.
        package var pointer: String
        /// A description of the mistake.
        package var message: String
        /// A value or name that was probably meant, if there is a similar one.
        package var hint: String?

        /// Creates a finding from its place and message.
        package init(pointer: String, message: String, hint: String? = nil) {
            self.pointer = pointer
            self.message = message
            self.hint = hint
        }
    }

    /// The code, which has the status.
    package var code: Code
    /// The explanation: the mistake, its place and, where possible, how to correct it.
    package var detail: String
    /// The mistakes in the request, one for each place.
    package var findings: [Finding] = []
    /// The headers that only this error has, such as `Allow`.
    package var headers: [String: String] = [:]

    /// Creates an error; `detail` should say how to correct the request.
    package init(_ code: Code, _ detail: String, findings: [Finding] = []) {
        self.code = code
        self.detail = detail
        self.findings = findings
    }
}
