import Documents

/// A mistake in a contract with its place; lines and columns are looked up only if there are findings.
struct Finding: Hashable {
    /// How severe a mistake is.
    enum Weight: Hashable {
        /// An error that makes the operations that use the place unusable.
        case defect
        /// An error by the OpenAPI specification that does not affect requests and responses.
        case breach
        /// Something that is allowed, but makes the operations that use the place unusable here.
        case gap
        /// Something that is allowed, but probably not what the author means.
        case remark

        var severity: Diagnostic.Severity {
            switch self {
            case .defect, .breach: .error
            case .gap, .remark: .warning
            }
        }

        var breaksOperations: Bool {
            switch self {
            case .defect, .gap: true
            case .breach, .remark: false
            }
        }
    }

    let place: SchemaLocation
    let atKey: Bool
    let message: String
    let hint: String?
    let weight: Weight
}
