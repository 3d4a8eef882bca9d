package import Documents
import OrderedCollections

extension Operation {
    /// The JSON body of a request, changed by what the contract says about each value in it.
    package func redactedRequest(
        _ body: JSONValue,
        _ change: @escaping (JSONValue, Redaction) -> JSONValue
    ) -> JSONValue {
        let schema = hasRequestBody ? self.body?.json?.schema : nil
        let schemas = [schema?.location].compactMap(\.self)
        return RedactionWalk(library: library, change: change).changed(body, by: schemas)
    }

    /// The JSON body of a response, changed by what the contract says about each value in it.
    package func redactedResponse(
        _ body: JSONValue,
        status: Int,
        _ change: @escaping (JSONValue, Redaction) -> JSONValue
    ) -> JSONValue {
        let schemas = (response(for: status)?.contents ?? []).compactMap { $0.schema?.location }
        return RedactionWalk(library: library, change: change).changed(body, by: schemas)
    }

    /// The text of a path or query parameter, changed by what the contract says about it.
    package func redactedParameter(
        _ name: String,
        in location: ContractViolation.Location,
        _ text: String,
        _ change: @escaping (JSONValue, Redaction) -> JSONValue
    ) -> String {
        let parameter = parameters.first { $0.location == location && $0.name == name }
        let schemas = [parameter?.schema?.location].compactMap(\.self)
        let value = parameter?.value(of: text) ?? .string(text)
        let changed = RedactionWalk(library: library, change: change).changed(value, by: schemas)
        return changed.plainText
    }
}

extension Contract {
    /// The operation whose responses describe a response: that of the request; for an error, else any with this status.
    package func describer(of operation: Operation?, status: Int) -> Operation? {
        if let operation, operation.defect == nil, operation.response(for: status) != nil { return operation }
        guard status >= 400 else { return nil }
        return operations.first { $0.defect == nil && $0.responses[String(status)] != nil }
    }
}
