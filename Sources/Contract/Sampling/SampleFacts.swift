import Documents
import OrderedCollections

/// What all schemas of a value require together, with one option chosen wherever they have several.
struct SampleFacts {
    typealias Applied = (node: SampleNode, scope: Int)

    /// The schemas that apply to the value.
    private(set) var schemas: [Applied] = []
    /// The members of these schemas, and those that make the value fail negated schemas.
    private(set) var members: [JSONObject] = []
    private(set) var isImpossible = false
    /// The declared properties, in order.
    private(set) var propertyNames: OrderedSet<String> = []
    /// The points with a choice, each with the number of its options.
    private(set) var options: OrderedDictionary<SampleChoice, Int> = [:]
    /// The types that are not excluded.
    private(set) var openTypes = TypeSet.all
    /// The names of properties that the value must not have.
    private(set) var excludedNames: Set<String> = []
    private(set) var excludedValues: [JSONValue]
    /// The values of discriminator properties that name the chosen branch.
    private(set) var namedBranches: [String: JSONValue] = [:]
    /// Additional schemas for properties, which are then required.
    private(set) var propertyParts: OrderedDictionary<String, [SamplePart]> = [:]
    /// Additional schemas for the first item.
    private(set) var itemParts: [SamplePart] = []
    private(set) var needsUnknownProperty = false
    private(set) var needsEqualItems = false
    /// All `oneOf`s, each with its branches and the chosen one.
    private(set) var alternatives: [(choice: SampleChoice, branches: [SamplePart], taken: Int)] = []
    /// All `if`s, each with its condition.
    private(set) var conditions: [(choice: SampleChoice, condition: SamplePart)] = []
    private(set) var unwantedPatterns: [Pattern] = []
    let graph: SampleGraph
    private let chosen: [SampleChoice: Int]
    private var seen: Set<SamplePart> = []
    private var path: [SampleNode] = []

    private static let maximumSchemas = 600

    init(_ goal: SampleGoal, _ chosen: [SampleChoice: Int], _ graph: SampleGraph) {
        self.graph = graph
        self.chosen = chosen
        excludedValues = goal.excluded
        if goal.isName { openTypes = .string }
        for part in goal.parts { gather(part) }
        if types.isEmpty { isImpossible = true }
    }

    /// The cost of collecting the facts, in steps of the budget.
    var cost: Int { 1 + schemas.count / 2 + propertyNames.count / 8 }

    private mutating func gather(_ part: SamplePart) {
        guard seen.count < Self.maximumSchemas, path.count < 40, seen.insert(part).inserted else { return }
        let node = graph.nodes[part.node]
        path.append(node)
        defer { path.removeLast() }
        guard !part.isNegated else { return breakSchema(node, part.scope) }
        guard node.value.bool != false else { return isImpossible = true }
        guard node.value.bool == nil else { return }
        let scope = graph.entering(node, from: part.scope)
        schemas.append((node, scope))
        members.append(node.members)
        propertyNames.append(contentsOf: node.members["properties"]?.object?.keys ?? [])
        for (keyword, value) in node.members { gather(keyword, value, node, scope) }
    }

    private mutating func gather(_ keyword: String, _ value: JSONValue, _ node: SampleNode, _ scope: Int) {
        switch keyword {
        case "$ref", "$dynamicRef":
            if let target = graph.target(of: node, keyword, scope: scope) { gather(target, scope) }
        case "allOf":
            for index in (value.array ?? []).indices { gather(graph.child(of: node, keyword, String(index)), scope) }
        case "anyOf", "oneOf": gatherAlternatives(keyword, value.array?.count ?? 0, node, scope)
        case "if": gatherCondition(node, scope)
        case "dependentSchemas":
            for (index, name) in (value.object ?? [:]).keys.enumerated() {
                if option(of: 2, at: node, scope, .dependent(index)) == 0 {
                    gather(graph.child(of: node, keyword, name), scope)
                } else {
                    excludedNames.insert(name)
                }
            }
        case "not": gather(part(graph.child(of: node, keyword), scope).negated)
        case "discriminator":
            if node.members["oneOf"] == nil, node.members["anyOf"] == nil { nameBranch(of: node, value) }
        default: return
        }
    }

    private mutating func gather(_ node: SampleNode, _ scope: Int) {
        gather(part(node, scope))
    }

    private func part(_ node: SampleNode, _ scope: Int) -> SamplePart {
        SamplePart(node: node.number, scope: scope)
    }

    /// The chosen option at a point; the first one by default.
    private mutating func option(of count: Int, at node: SampleNode, _ scope: Int, _ kind: SampleChoice.Kind) -> Int {
        let choice = SampleChoice(node: node.number, scope: scope, kind: kind)
        if count > 1 { options[choice] = count }
        return min(chosen[choice] ?? 0, count - 1)
    }

    private mutating func gatherAlternatives(_ keyword: String, _ count: Int, _ node: SampleNode, _ scope: Int) {
        guard count > 0 else { return }
        let kind = keyword == "anyOf" ? SampleChoice.Kind.anyOf : .oneOf
        let taken = option(of: count, at: node, scope, kind)
        let branches = (0..<count).map { part(graph.child(of: node, keyword, String($0)), scope) }
        if let discriminator = graph.discriminator(of: node, keyword),
            let name = discriminator.values[taken].first, namedBranches[discriminator.propertyName] == nil
        {
            namedBranches[discriminator.propertyName] = .string(name)
        }
        gather(branches[taken])
        guard keyword == "oneOf" else { return }
        let choice = SampleChoice(node: node.number, scope: scope, kind: kind)
        alternatives.append((choice, branches, taken))
        for (index, branch) in branches.enumerated() where index != taken {
            // This option is chosen after a value has matched this branch, too.
            let mustFail = SampleChoice(node: node.number, scope: scope, kind: .unlike(index))
            if chosen[mustFail] == 1 { gather(branch.negated) }
        }
    }

    private mutating func gatherCondition(_ node: SampleNode, _ scope: Int) {
        guard node.members["then"] != nil || node.members["else"] != nil else { return }
        let condition = part(graph.child(of: node, "if"), scope)
        let choice = SampleChoice(node: node.number, scope: scope, kind: .condition)
        options[choice] = 2
        conditions.append((choice, condition))
        guard let taken = chosen[choice].flatMap(SampleCondition.init(rawValue:)) else { return }
        switch taken {
        case .passAndThen: gather(condition)
        case .failAndElse: gather(condition.negated)
        case .then, .else: break
        }
        let keyword = taken == .passAndThen || taken == .then ? "then" : "else"
        if node.members[keyword] != nil { gather(graph.child(of: node, keyword), scope) }
    }

    /// Sets the discriminator property of a base schema to the name of the schema that extends it.
    private mutating func nameBranch(of base: SampleNode, _ discriminator: JSONValue) {
        guard let property = discriminator["propertyName"]?.string, namedBranches[property] == nil else { return }
        let components = path.reversed().filter { $0.place.pointer.tokens.dropLast().last == "schemas" }
        guard let nearest = components.first(where: { $0 !== base }) ?? components.first else { return }
        let branches = components.map { JSONValue.object(["$ref": .string("#\($0.place.pointer)")]) }
        let known = Discriminator(
            ["discriminator": discriminator],
            branches: branches,
            in: base.resource,
            of: graph.library
        )
        let implicit = nearest.place.pointer.tokens.last
        let mapping = Set((discriminator["mapping"]?.object ?? [:]).keys)
        let mapped = known?.values.joined().first { mapping.contains($0) }
        namedBranches[property] = (mapped ?? implicit).map(JSONValue.string)
    }

    // MARK: Negated schemas

    private mutating func breakSchema(_ node: SampleNode, _ outerScope: Int) {
        guard node.value.bool != false else { return }
        let scope = graph.entering(node, from: outerScope)
        let ways = SampleBreak.ways(node)
        guard !ways.isEmpty else { return isImpossible = true }
        apply(ways[option(of: ways.count, at: node, scope, .failure)], node, scope)
    }

    private mutating func apply(_ way: SampleBreak, _ node: SampleNode, _ scope: Int) {
        switch way {
        case .members(let members): self.members.append(members)
        case .excludeTypes(let types): openTypes.subtract(types)
        case .excludeValues(let values): excludedValues += values
        case .excludeName(let name): excludedNames.insert(name)
        case .failProperty(let name): addProperty(name, part(graph.child(of: node, "properties", name), scope).negated)
        case .failItem: itemParts.append(part(graph.child(of: node, "items"), scope).negated)
        case .failPattern(let text):
            if let pattern = graph.pattern(text, of: node) { unwantedPatterns.append(pattern) }
            members.append(["type": "string"])
        case .addUnknownProperty:
            needsUnknownProperty = true
            members.append(["type": "object"])
        case .failUnknownProperty:
            let known = node.members["properties"]?.object ?? [:]
            let name = (1...).lazy.map { "key\($0)" }.first { known[$0] == nil }
            if let name { addProperty(name, part(graph.child(of: node, "additionalProperties"), scope).negated) }
        case .repeatItems:
            needsEqualItems = true
            members.append(["type": "array", "minItems": 2])
        case .failReference(let keyword):
            if let target = graph.target(of: node, keyword, scope: scope) { gather(part(target, scope).negated) }
        case .failBranch(let keyword, let index):
            gather(part(graph.child(of: node, keyword, String(index)), scope).negated)
        case .failAll(let keyword):
            for index in (node.members[keyword]?.array ?? []).indices {
                gather(part(graph.child(of: node, keyword, String(index)), scope).negated)
            }
        case .passNot: gather(graph.child(of: node, "not"), scope)
        case .nothing: return
        }
    }

    private mutating func addProperty(_ name: String, _ part: SamplePart) {
        propertyParts[name, default: []].append(part)
        members.append(["type": "object"])
    }
}
