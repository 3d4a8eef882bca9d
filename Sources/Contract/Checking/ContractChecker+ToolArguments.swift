import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks where the arguments of a tool go in the request of its operation.
    mutating func checkArguments(of tool: JSONObject, for site: OperationSite) {
        let properties = (tool["inputSchema"]?["properties"]?.object ?? [:]).keys
        let inputs = ToolInputs(site, in: root)
        for (name, target) in tool["arguments"]?.object ?? [:] {
            at(place.appending(["arguments", name])) { checker in
                guard properties.contains(name) else {
                    let hint = Self.suggestion(for: name, among: properties)
                    return checker.report("the schema has no property `\(name)`", hint: hint, atKey: true)
                }
                guard let place = target.string.flatMap(ToolArgument.init) else {
                    return checker.report("the place of an argument must be \(ToolArgument.forms)")
                }
                checker.checkPlace(place, in: inputs, of: site)
            }
        }
        let unplaced = Array(properties.filter { tool["arguments"]?[$0] == nil })
        checkNames(unplaced, in: inputs, of: site)
        let targets = (tool["arguments"]?.object ?? [:]).values.compactMap(\.string)
        for capture in inputs.path where !unplaced.contains(capture) && !targets.contains("path.\(capture)") {
            report("no argument of the tool is the `{\(capture)}` of the path `\(site.path)`")
        }
    }

    private mutating func checkPlace(_ place: ToolArgument, in inputs: ToolInputs, of site: OperationSite) {
        switch place {
        case .path(let name):
            guard !inputs.path.contains(name) else { return }
            let hint = Self.suggestion(for: name, among: inputs.path, prefix: "path.")
            report("the path `\(site.path)` has no `{\(name)}`", hint: hint)
        case .query(let name):
            guard let known = inputs.query, !known.contains(name) else { return }
            let hint = Self.suggestion(for: name, among: known, prefix: "query.")
            report("\(site.id) has no query parameter `\(name)`", hint: hint)
        case .body(let name):
            guard let known = inputs.body, !known.contains(name) else { return }
            let hint = Self.suggestion(for: name, among: known, prefix: "body.")
            report("the body of \(site.id) has no field `\(name)`", hint: hint)
        case .phoneOrSearch, .latestMessages:
            return
        }
    }

    /// Checks the properties without a place of their own, which go where the operation has their names.
    private mutating func checkNames(_ names: [String], in inputs: ToolInputs, of site: OperationSite) {
        guard let query = inputs.query, !inputs.hasBody else { return }
        let known = inputs.path + query
        for name in names where !known.contains(name) {
            at(place.appending(["inputSchema", "properties", name])) { checker in
                let hint = Self.suggestion(for: name, among: known)
                checker.report("\(site.id) has no parameter `\(name)` and no body", hint: hint, atKey: true)
            }
        }
    }

    static func suggestion(for name: String, among known: some Sequence<String>, prefix: String = "") -> String? {
        name.closest(among: known).map { "did you mean `\(prefix)\($0)`?" }
    }
}
