import Documents

/// A compiled schema, with its keywords in the order in which they are checked.
final class Schema: Sendable {
    let location: SchemaLocation
    /// The resource of the schema, with its base URI and dynamic anchors.
    let resource: Int
    let errorCode: String?
    /// Why the emulator does not use a value at this place (`x-mock-ignored`); nil if it does.
    let ignoredReason: String?
    /// The types that `type` allows.
    let types: TypeSet
    private let typeMessage: String
    private let keywords: [any SchemaKeyword]
    /// The `unevaluated` keywords, which depend on what the other keywords have evaluated.
    private let unevaluated: [UnevaluatedKeyword]
    private let acceptsNothing: Bool

    /// Whether this is the schema `false`.
    var isFalse: Bool { acceptsNothing }

    private let cachedTypes = OnceReference<ValueTypes>()
    private let cachedShape = OnceReference<ObjectShape>()

    init(_ parts: Parts) {
        location = parts.location
        resource = parts.resource
        errorCode = parts.errorCode
        ignoredReason = parts.ignoredReason
        types = parts.types
        typeMessage = "must be " + parts.types.phrase
        keywords = parts.keywords
        unevaluated = parts.unevaluated
        acceptsNothing = parts.acceptsNothing
    }

    /// The parts of a schema, from which it is made.
    struct Parts {
        let location: SchemaLocation
        let resource: Int
        var errorCode: String?
        var ignoredReason: String?
        var types = TypeSet.all
        var keywords: [any SchemaKeyword] = []
        var unevaluated: [UnevaluatedKeyword] = []
        var acceptsNothing = false
    }

    /// The types that the value and the items of a list may have, including references and branches.
    var valueTypes: ValueTypes {
        cachedTypes.load() ?? cachedTypes.storeIfNil(ValueTypes(own: possibleTypes(), items: itemTypes()))
    }

    /// The properties of objects that pass the schema.
    var shape: ObjectShape {
        cachedShape.load() ?? cachedShape.storeIfNil(ObjectShape(of: self))
    }

    /// The keywords, for code that examines what the schema accepts.
    var parts: [any SchemaKeyword] { keywords }

    /// The schema of `unevaluatedProperties`.
    var unevaluatedProperties: Schema? { unevaluated.lazy.compactMap(\.propertySchema).first }

    /// Whether the value is valid.
    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard evaluation.spend(on: value) else { return false }
        if evaluation.scope.last == resource { return validateInScope(value, &evaluation) && !evaluation.isExhausted }
        evaluation.scope.append(resource)
        let isValid = validateInScope(value, &evaluation)
        evaluation.scope.removeLast()
        return isValid && !evaluation.isExhausted
    }

    private func validateInScope(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard let errorCode else { return validateKeywords(value, &evaluation) }
        let outerCode = evaluation.errorCode
        evaluation.errorCode = errorCode
        let isValid = validateKeywords(value, &evaluation)
        evaluation.errorCode = outerCode
        return isValid
    }

    private func validateKeywords(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        if acceptsNothing { return evaluation.fail("false", "is not allowed here") }
        if types != .all, types.isDisjoint(with: TypeSet(of: value)) { return evaluation.fail("type", typeMessage) }
        guard unevaluated.isEmpty else { return validateTracking(value, &evaluation) }
        var isValid = true
        for keyword in keywords where !keyword.validate(value, &evaluation) {
            guard evaluation.collects else { return false }
            isValid = false
        }
        return isValid
    }

    /// Checks the other keywords with empty marks, then the `unevaluated` keywords with the resulting marks.
    private func validateTracking(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        let outerMarks = evaluation.marks
        evaluation.marks = EvaluatedMarks()
        var isValid = true
        for keyword in keywords where !keyword.validate(value, &evaluation) { isValid = false }
        if isValid {
            for keyword in unevaluated where !keyword.validate(value, &evaluation) { isValid = false }
        }
        let marks = evaluation.marks
        evaluation.marks = outerMarks
        if isValid, let marks { evaluation.marks?.formUnion(marks) }
        return isValid
    }
}
