package import Contract
package import Documents
import OrderedCollections

/// A request to the control API.
package struct ControlRequest: Hashable, Sendable {
    /// The method in capitals.
    package let method: String
    /// The path and query, such as `/__admin/changes?since=before`.
    package let target: String
    /// The body; nil for none.
    package let body: JSONValue?

    /// A request of an operation in the contract of the control API, which must have it.
    package init(
        _ id: String,
        path: [String: String] = [:],
        query: [(name: String, value: String)] = [],
        body: JSONValue? = nil,
        of control: Contract
    ) {
        guard let operation = control.operation(id) else {
            preconditionFailure("control.yaml has no operation \(id)")
        }
        let items = query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        method = operation.method
        target = operation.path(with: path) + (items.isEmpty ? "" : "?" + items)
        self.body = body
    }

    /// The request of a step whose variables are replaced; nil if the argument does not say what to do.
    package init?(_ step: ControlStep, of control: Contract) {
        let argument = step.argument
        switch step.verb {
        case .trigger: self.init("triggerEvent", body: argument, of: control)
        case .clock: self.init("setClock", body: argument, of: control)
        case .organization: self.init("updateOrganization", body: argument, of: control)
        case .fault: self.init("createFault", body: argument, of: control)
        case .hold: self.init("createHold", body: argument, of: control)
        case .snapshot: self.init("createSnapshot", body: ["name": argument], of: control)
        case .reset: self.init("reset", body: argument.isNull ? [:] : argument, of: control)
        case .advance:
            self.init("advanceClock", body: argument.object == nil ? ["by": argument] : argument, of: control)
        case .restore:
            guard let name = argument.string else { return nil }
            self.init("restoreSnapshot", path: ["name": name], of: control)
        case .release:
            guard let id = argument.string ?? argument["id"]?.string else { return nil }
            var body = argument.object ?? [:]
            body["id"] = nil
            self.init("releaseHold", path: ["id": id], body: .object(body), of: control)
        case .simulate:
            guard let call = argument.object?.elements.first, let id = Self.simulation(call.key, of: control) else {
                return nil
            }
            self.init(id, body: call.value, of: control)
        }
    }

    /// The operation that a member of `simulate` names; `message_status` means simulateMessageStatus.
    private static func simulation(_ name: String, of control: Contract) -> String? {
        let id = "simulate" + name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return control.operation(id)?.id
    }
}

extension Operation {
    /// The path with the values of its parameters, percent-encoded.
    package func path(with values: [String: String]) -> String {
        captureNames.reduce(fullPath) { path, name in
            path.replacing("{\(name)}", with: (values[name] ?? "").percentEncoded)
        }
    }
}

extension String {
    /// The text with all bytes except the unreserved characters of RFC 3986 as `%XX`.
    fileprivate var percentEncoded: String {
        percentEncoded { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
    }
}
