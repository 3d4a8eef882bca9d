import Documents
import OrderedCollections

extension Operation {
    /// Validates a response: its status, headers, media type and body.
    package func validateResponse(
        status: Int,
        headers: [(name: String, value: String)],
        body: [UInt8]
    ) -> [ContractViolation] {
        // Without `responses` the contract allows any response.
        guard !responses.isEmpty else { return [] }
        guard let response = response(for: status) else {
            return [violation(.status, "\(status)", "responses", "the status \(status) is not in the contract")]
        }
        var violations = response.headers.flatMap { validate($0, headers) }
        let sent = headers.first { $0.name.lowercased() == "content-type" }?.value
        guard let sent else {
            if !response.contents.isEmpty, !body.isEmpty {
                violations.append(violation(.header, "Content-Type", "content", "is missing"))
            }
            return violations
        }
        if response.contents.isEmpty {
            if !body.isEmpty { violations.append(violation(.body, nil, "content", "should be empty by the contract")) }
            return violations
        }
        guard let content = response.contents.first(where: { MediaType.covers($0.mediaType, sent) }) else {
            let known = response.contents.map(\.mediaType).joinedAlternatives
            return violations + [violation(.header, "Content-Type", "content", "must be \(known)")]
        }
        guard MediaType.isJSON(sent), let schema = content.schema else { return violations }
        do throws(JSONParsingError) {
            return violations + LazySchema.violations(of: try JSONValue(parsing: body), against: schema)
        } catch {
            return violations + [violation(.body, nil, "content", "must be JSON: \(error.message)")]
        }
    }

    private func validate(
        _ header: ResponseDescription.Header,
        _ headers: [(name: String, value: String)]
    ) -> [ContractViolation] {
        let name = header.name.lowercased()
        guard let text = headers.first(where: { $0.name.lowercased() == name })?.value else {
            guard header.isRequired else { return [] }
            return [
                ContractViolation(
                    location: .header,
                    pointer: JSONPointer([header.name]),
                    keyword: "required",
                    message: "is required",
                    isMissing: true
                )
            ]
        }
        let parameter = Parameter(header: header)
        guard let schema = header.schema, parameter.unreadableReason == nil else { return [] }
        return LazySchema.violations(of: parameter.value(of: text), against: schema).map { violation in
            self.violation(.header, header.name, violation.keyword, violation.message)
        }
    }

    private func violation(
        _ location: ContractViolation.Location,
        _ name: String?,
        _ keyword: String,
        _ message: String
    ) -> ContractViolation {
        let pointer = JSONPointer(name.map { [$0] } ?? [])
        return ContractViolation(location: location, pointer: pointer, keyword: keyword, message: message)
    }
}

extension LazySchema {
    /// All violations of a schema in a value, by the rules of JSON Schema alone: null does not count as missing.
    static func violations(
        of value: JSONValue,
        against schema: LazySchema
    ) -> [ContractViolation] {
        var probe = Evaluation(collects: false)
        if schema.schema.validate(value, &probe) { return [] }
        var evaluation = Evaluation()
        _ = schema.schema.validate(value, &evaluation)
        return evaluation.violations.uniqued
    }
}
