import Documents

/// A mistake in a contract, with the place that says it; the line and column are looked up only if there is one.
struct Finding: Hashable {
    /// What follows from a mistake.
    enum Weight: Hashable {
        /// An error that operations which reach the place cannot be answered with.
        case defect
        /// An error by the specification that answers do not depend on.
        case breach
        /// Something that is lawful, but that operations which reach the place cannot be answered with.
        case gap
        /// Something lawful that probably does not do what the author means.
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
