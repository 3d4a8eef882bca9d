package import Documents
import OrderedCollections

extension Operation {
    /// Checks a request: parameters in their order, then the body; null for a required property counts as missing.
    ///
    /// The captures of the path are only checked where they are given. `headers` combines the lines of a field.
    package func validateRequest(
        query: [QueryItem],
        headers: (String) -> String?,
        body: RequestContent,
        path: PathParameters = PathParameters()
    ) -> RequestValidation {
        var validation = RequestValidation()
        for parameter in details.checked {
            let value: JSONValue?
            switch parameter.location {
            case .path:
                if path.isEmpty { continue }
                value = path[parameter.name].map(parameter.value)
            case .query: value = query.isEmpty ? nil : parameter.value(in: query, besides: queryOrder)
            case .cookie: value = parameter.value(in: Cookies.items(headers("Cookie")), besides: [])
            case .header, .body, .status: value = headers(parameter.name).map(parameter.value)
            }
            validate(parameter, value, &validation)
        }
        validation.violations += violations(of: body)
        return validation
    }

    private func validate(_ parameter: Parameter, _ value: JSONValue?, _ validation: inout RequestValidation) {
        guard let value else {
            if parameter.isRequired {
                validation.violations.append(
                    ContractViolation(
                        location: parameter.location,
                        pointer: JSONPointer([parameter.name]),
                        keyword: "required",
                        message: "is required",
                        isMissing: true,
                        errorCode: parameter.errorCode
                    )
                )
            }
            return
        }
        if parameter.location == .query { validation.parameters[parameter.name] = value }
        guard let schema = parameter.schema?.schema else { return }
        var evaluation = Evaluation(at: parameter.location)
        guard !schema.validate(value, &evaluation), parameter.unreadableReason == nil else { return }
        validation.violations += evaluation.violations.uniqued.map { violation in
            ContractViolation(
                location: parameter.location,
                pointer: JSONPointer([parameter.name] + violation.pointer.tokens),
                keyword: violation.keyword,
                message: violation.message,
                isMissing: violation.isMissing,
                errorCode: violation.errorCode ?? parameter.errorCode
            )
        }
    }

    /// Checks a JSON body alone; nil means that none was sent.
    package func validateBody(_ value: JSONValue?) -> [ContractViolation] {
        violations(of: content(of: value))
    }

    /// Whether a JSON body passes, without finding out why not.
    package func acceptsBody(_ value: JSONValue) -> Bool {
        guard let schema = content(of: value).schema?.schema else { return true }
        var probe = Evaluation(collects: false)
        return schema.validate(value, &probe)
    }

    private func violations(of content: RequestContent) -> [ContractViolation] {
        guard hasRequestBody, let body else { return [] }
        guard !content.isAbsent else {
            guard body.isRequired else { return [] }
            return [
                ContractViolation(
                    location: .body,
                    pointer: JSONPointer(),
                    keyword: "required",
                    message: "is required",
                    isMissing: true
                )
            ]
        }
        guard let value = content.value, let lazySchema = content.schema else { return [] }
        // Most bodies are right: look first without keeping track of places.
        var probe = Evaluation(collects: false)
        let schema = lazySchema.schema
        if schema.validate(value, &probe) { return [] }
        var evaluation = Evaluation(nullIsMissing: true)
        _ = schema.validate(value, &evaluation)
        let violations = evaluation.violationsWithNullsAsMissing()
        return DeclaredOrder(library: library).sorted(violations.uniqued, from: lazySchema.location)
    }
}

extension Evaluation {
    /// The violations, where whatever is wrong with a required null is that it is missing.
    func violationsWithNullsAsMissing() -> [ContractViolation] {
        guard !requiredNulls.isEmpty else { return violations }
        let nulls = Set(requiredNulls)
        return violations.map { violation in
            guard nulls.contains(violation.pointer), !violation.isMissing else { return violation }
            return ContractViolation(
                location: violation.location,
                pointer: violation.pointer,
                keyword: "required",
                message: "is required",
                isMissing: true,
                errorCode: violation.errorCode
            )
        }
    }
}

extension [ContractViolation] {
    /// Each violation once, where it came first.
    var uniqued: [ContractViolation] {
        count > 1 ? OrderedSet(self).elements : self
    }
}
