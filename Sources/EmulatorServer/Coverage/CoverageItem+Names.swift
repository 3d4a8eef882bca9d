package import EmulatorCore

extension CoverageItem.Kind {
    /// The name of all parts of the kind in JSON and XML, such as `statuses`.
    package var plural: String {
        switch self {
        case .operation: "operations"
        case .status: "statuses"
        case .code: "codes"
        case .operationCode: "operation_codes"
        case .injectedCode: "injected_codes"
        case .event: "events"
        }
    }

    /// The name of all parts of the kind for people, such as `Error codes`.
    package var title: String {
        switch self {
        case .operation: "Operations"
        case .status: "Statuses"
        case .code: "Error codes"
        case .operationCode: "Error codes of operations"
        case .injectedCode: "Error codes that only a fault rule gives"
        case .event: "Events"
        }
    }
}
