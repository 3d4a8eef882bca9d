package import Documents
import OrderedCollections

extension Operation {
    /// Validates a request: first its parameters, then its body; a null that is not allowed counts as missing.
    ///
    /// Path parameters are validated only if `path` is given. `headers` returns the combined value of a header field.
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

    /// Validates a JSON body without the rest of a request; nil stands for no body.
    package func validateBody(_ value: JSONValue?) -> [ContractViolation] {
        violations(of: content(of: value))
    }

    /// Whether a JSON body is valid; faster than ``validateBody(_:)``, as it collects no violations.
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
        // Most bodies are valid, so the first pass does not track places, which is faster.
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
    /// The violations, with each violation about a null of a required property turned into "is required".
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
    /// The violations without duplicates, in the order of their first occurrence.
    var uniqued: [ContractViolation] {
        count > 1 ? OrderedSet(self).elements : self
    }
}
