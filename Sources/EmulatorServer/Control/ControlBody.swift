import Contract
import Documents
import OrderedCollections

/// How the body of a control operation is read: the value of its `x-body` in control.yaml.
enum ControlBody: String {
    case json
    /// Not parsed.
    case text
    /// JSON that may be nested as deep as an exported world (`WorldState.exportDepth`).
    case world
    /// JSON in which the reader of fault rules finds mistakes that a schema does not.
    case faultRule = "fault_rule"

    init(of operation: Operation) {
        self = operation.extensions["x-body"]?.string.flatMap(Self.init(rawValue:)) ?? .json
    }
}
