import Documents
import OrderedCollections

/// The validation of objects whose discriminator names no branch.
extension AlternativesKeyword {
    /// The branches that may accept a value whose discriminator names none of them.
    ///
    /// Branches whose constant or `required` for the discriminator property excludes the value are not tried.
    @inline(never)
    func candidates(for value: JSONValue, _ discriminator: Discriminator) -> [Schema] {
        guard case .object = value else { return branches }
        let property = discriminator.propertyName
        guard let given = value[property] else {
            return branches.filter { $0.shape.presence(of: property) != .required }
        }
        return branches.filter { branch in
            let allowed = branch.shape.schemas(for: property).lazy.compactMap { $0.allowedValues() }.first
            return allowed?.contains(given) ?? true
        }
    }

    /// Reports the discriminator property, and violations of what all branches have in common.
    ///
    /// If the schema of exactly one branch accepts the value of the property, only the violations of that branch are
    /// reported, even if the discriminator does not name it.
    func explain(
        _ value: JSONValue,
        _ discriminator: Discriminator,
        among fitting: [Schema],
        _ evaluation: inout Evaluation
    ) -> Bool {
        let property = discriminator.propertyName
        let allowed = fitting.map { branch in
            branch.shape.schemas(for: property).lazy.compactMap { $0.allowedValues() }.first
        }
        if let given = value[property] {
            let meant = zip(fitting, allowed).filter { $0.1?.contains(given) == true }
            if meant.count == 1 { return evaluation.check(value, inPlaceWith: meant[0].0) }
        }
        reportShared(value, without: property, among: fitting, &evaluation)
        let named = discriminator.values.joined().map { JSONValue.string($0) }
        let known = allowed.contains(nil) ? named : allowed.flatMap { $0 ?? [] }
        return report(value[property], of: property, OrderedSet(known).elements, &evaluation)
    }

    private func report(
        _ given: JSONValue?,
        of property: String,
        _ known: [JSONValue],
        _ evaluation: inout Evaluation
    ) -> Bool {
        guard let given else { return evaluation.failMissing(property, keyword: "required") }
        if given.isNull, evaluation.nullIsMissing {
            evaluation.requiredNulls.append(evaluation.pointer.appending(property))
        }
        guard given.string != nil else { return evaluation.fail("type", "must be a string", property: property) }
        return evaluation.fail("enum", ValueKeyword.message(known), property: property)
    }

    /// Reports the violations in properties that all branches declare in the same way.
    ///
    /// One branch is tried for that, as trying all of them would take exponential time in nested unions.
    private func reportShared(
        _ value: JSONValue,
        without property: String,
        among fitting: [Schema],
        _ evaluation: inout Evaluation
    ) {
        let shared = sharedNames(of: fitting).subtracting([property])
        let start = evaluation.violations.count
        let depth = evaluation.pointer.tokens.count
        _ = evaluation.check(value, inPlaceWith: fitting[0])
        let found = evaluation.violations[start...].filter { violation in
            violation.pointer.tokens.count > depth && shared.contains(violation.pointer.tokens[depth])
        }
        evaluation.violations.replaceSubrange(start..., with: found)
    }

    private func sharedNames(of fitting: [Schema]) -> OrderedSet<String> {
        let declared = fitting.map { branch in
            branch.shape.properties.reduce(into: OrderedDictionary<String, [JSONValue]>()) { found, property in
                let source = library.index.value(at: property.schema.location) ?? .null
                found[property.name, default: []].append(["schema": source, "required": .bool(property.isRequired)])
            }
        }
        guard let first = declared.first else { return [] }
        return OrderedSet(first.filter { name, form in declared.allSatisfy { $0[name] == form } }.keys)
    }
}
