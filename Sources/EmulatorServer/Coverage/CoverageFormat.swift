import Contract

/// The forms in which getCoverage answers; the raw value is that of the query parameter `format`.
enum CoverageFormat: String, CaseIterable, Sendable {
    case json, html, junit

    /// The form with the highest quality in an `Accept` field; JSON without the field and among equals.
    init(accept: String?) {
        let accepted = AcceptedTypes(accept)
        self = Self.allCases.reduce(.json) { best, format in
            accepted.quality(of: format.mediaType) > accepted.quality(of: best.mediaType) ? format : best
        }
    }

    private var mediaType: String {
        switch self {
        case .json: "application/json"
        case .html: "text/html"
        case .junit: "application/xml"
        }
    }
}
