import Documents
import OrderedCollections

/// The keywords `anyOf` and `oneOf`.
///
/// If a `discriminator` names a branch, only that branch is tried; otherwise all of them. If no branch accepts the
/// value, the violations of the branch that was probably meant are reported, else one violation for all branches.
struct AlternativesKeyword: SchemaKeyword {
    let name: String
    let branches: [Schema]
    let discriminator: Discriminator?
    /// The required names, if all branches consist only of `{required: […]}`.
    private let requiredNames: [String]?
    /// The library, which outlives its schemas, as the caller of a validation holds it.
    unowned let library: SchemaLibrary

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        ["anyOf", "oneOf"].compactMap { name in
            let branches = compiler.schemas(schema, name)
            guard !branches.isEmpty else { return nil }
            let sources = schema[name]?.array ?? []
            let required = sources.map(bareRequired)
            let names = required.compactMap(\.self)
            return AlternativesKeyword(
                name: name,
                branches: branches,
                discriminator: Discriminator(schema, branches: sources, in: compiler.resource, of: compiler.library),
                requiredNames: names.count == required.count ? OrderedSet(names.joined()).elements : nil,
                library: compiler.library
            )
        }
    }

    private static func bareRequired(_ branch: JSONValue) -> [String]? {
        guard let members = branch.object, members.keys.elementsEqual(["required"]) else { return nil }
        return members["required"]?.array?.compactMap(\.string)
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        if let branch = discriminator?.branch(of: value) {
            return evaluation.check(value, inPlaceWith: branches[branch])
        }
        var matches = 0
        let candidates = discriminator.map { self.candidates(for: value, $0) } ?? branches
        for branch in candidates where evaluation.probe(value, with: branch) {
            matches += 1
            if name == "anyOf", evaluation.marks == nil { return true }
            if name == "oneOf", matches > 1 { break }
        }
        switch matches {
        case 0: return evaluation.collects ? explain(value, &evaluation) : false
        case 1: return true
        default:
            return name == "anyOf"
                || evaluation.fail("oneOf", "must have exactly one of the allowed forms, not several")
        }
    }

    /// Reports why no branch accepts the value.
    @inline(never)
    private func explain(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        if let requiredNames, case .object = value {
            let prefix = branches.count == 1 ? "is incomplete" : "Provide at least one of"
            return evaluation.fail(name, "\(prefix): \(requiredNames.joined(separator: ", "))")
        }
        let type = TypeSet(of: value)
        let fitting = branches.filter { !$0.valueTypes.own.isDisjoint(with: type) }
        guard let first = fitting.first else {
            let types = branches.reduce(into: TypeSet()) { $0.formUnion($1.valueTypes.own) }
            return evaluation.fail(name, "must be \(types.phrase)")
        }
        if fitting.count == 1 { return evaluation.check(value, inPlaceWith: first) }
        if let discriminator, case .object = value {
            return explain(value, discriminator, among: fitting, &evaluation)
        }
        switch MeantBranch(of: value, among: fitting) {
        case .one(let meant): return evaluation.check(value, inPlaceWith: meant)
        case .several(let names):
            return evaluation.fail(name, "must have only one of \(names.joined(separator: ", "))")
        case .unknown: return evaluation.fail(name, message(for: fitting))
        }
    }

    private func message(for fitting: [Schema]) -> String {
        let values = fitting.map { $0.allowedValues() }
        let known = values.compactMap(\.self)
        if known.count == values.count { return ValueKeyword.message(known.flatMap(\.self)) }
        return "must have one of the \(fitting.count) allowed forms"
    }
}
