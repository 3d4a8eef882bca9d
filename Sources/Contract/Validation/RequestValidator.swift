package import Documents
import OrderedCollections

extension Operation {
    /// Checks a request: parameters in their order, then the body; null for a required property counts as missing.
    ///
    /// The captures of the path are only checked where they are given.
    package func validateRequest(
        query: [(name: String, value: String)],
        headers: (String) -> String?,
        body: JSONValue?,
        path: PathParameters = PathParameters()
    ) -> RequestValidation {
        var validation = RequestValidation()
        for parameter in details.checked {
            let texts: [String]
            switch parameter.location {
            case .path:
                if path.isEmpty { continue }
                texts = path[parameter.name].map { [$0] } ?? []
            case .query: texts = query.isEmpty ? [] : query.filter { $0.name == parameter.name }.map(\.value)
            case .header, .cookie, .body, .status: texts = headers(parameter.name).map { [$0] } ?? []
            }
            validate(parameter, texts, &validation)
        }
        validation.violations += validateBody(body)
        return validation
    }

    private func validate(_ parameter: Parameter, _ texts: [String], _ validation: inout RequestValidation) {
        guard !texts.isEmpty else {
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
        let value = parameter.decode(texts)
        if parameter.location == .query { validation.parameters[parameter.name] = value }
        guard let schema = parameter.schema?.schema else { return }
        var evaluation = Evaluation(at: parameter.location)
        guard !schema.validate(value, &evaluation) else { return }
        validation.violations += evaluation.violations.uniqued.map { violation in
            ContractViolation(
                location: parameter.location,
                pointer: JSONPointer([parameter.name]),
                keyword: violation.keyword,
                message: violation.message,
                errorCode: violation.errorCode ?? parameter.errorCode
            )
        }
    }

    /// Checks a body alone; nil means that none was sent.
    package func validateBody(_ value: JSONValue?) -> [ContractViolation] {
        guard let body else { return [] }
        guard let value else {
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
        guard let lazySchema = body.schema else { return [] }
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
