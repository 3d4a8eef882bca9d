import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks the paths, and collects their operations.
    mutating func checkPaths(_ paths: JSONValue?) {
        guard let paths else { return }
        guard let paths = paths.object else {
            isUnusable = true
            return within("paths") { $0.report("`paths` must be an object") }
        }
        var templates = PathShapes()
        within("paths") { checker in
            for (path, item) in paths where !path.hasPrefix("x-") {
                checker.within(path) { checker in
                    if !path.hasPrefix("/") {
                        checker.report("a path must begin with `/`", hint: "/\(path)", atKey: true)
                    }
                    checker.check(item, as: .pathItem)
                    checker.checkTemplate(path, item, &templates)
                    checker.addSites(path)
                }
            }
        }
    }

    /// Checks the braces of a path, and reports it if another path matches the same requests.
    private mutating func checkTemplate(_ path: String, _ item: JSONValue, _ templates: inout PathShapes) {
        let names = PathTemplate(path).names
        let opened = path.utf8.count { $0 == UInt8(ascii: "{") }
        if opened != names.count || opened != path.utf8.count(where: { $0 == UInt8(ascii: "}") }) {
            report("a brace in the path has no partner", atKey: true)
        }
        var known: Set<String> = []
        for name in names where !known.insert(name).inserted {
            report("the path has two captures named `\(name)`", atKey: true)
        }
        let servers = ServerURL.paths(of: [item["servers"], root["servers"]])
        if let other = templates.add(path, names: names, servers: servers) {
            report("this path matches the same as `\(other)`", hint: "put their methods under one path", atKey: true)
        }
    }

    /// Adds the operations of the path at the current place, which may be a reference to another place or document.
    private mutating func addSites(_ path: String) {
        let entry = place
        guard let (item, location) = resolvedObject(entry), let members = item.object else { return }
        at(location) { checker in
            for (method, operation) in members where HTTPMethod.names.contains(method) {
                checker.within(method) { checker in
                    let operation = operation.object ?? [:]
                    checker.checkCaptures(of: path, operation, in: location)
                    checker.addSite(path: path, item: location, entry: entry, method: method, operation)
                }
            }
        }
    }

    private mutating func addSite(
        path: String,
        item: SchemaLocation,
        entry: SchemaLocation,
        method: String,
        _ operation: JSONObject
    ) {
        let servers = [operation["servers"], index.value(at: item)?["servers"], root["servers"]]
        sites.append(
            OperationSite(
                id: uniqueID(of: operation, method: method, path: path),
                method: method.uppercased(),
                path: path,
                basePaths: ServerURL.paths(of: servers),
                place: place,
                pathItem: item,
                entry: entry,
                members: operation
            )
        )
    }

    /// The operationId, else a unique name from method and path, such as `get /path 2` if `get /path` is taken.
    private mutating func uniqueID(of operation: JSONObject, method: String, path: String) -> String {
        let described = "\(method) \(path)"
        let named = operation["operationId"]?.string
        if let named, siteIDs.insert(named).inserted { return named }
        if let named {
            report("the operationId `\(named)` is taken already", at: place.appending("operationId"))
        }
        var unique = described
        var number = 2
        while !siteIDs.insert(unique).inserted {
            unique = "\(described) \(number)"
            number += 1
        }
        return unique
    }

    // MARK: Captures

    /// Checks that every capture of the path is declared as a parameter, and that every declared one is in the path.
    private mutating func checkCaptures(of path: String, _ operation: JSONObject, in item: SchemaLocation) {
        let names = PathTemplate(path).names
        var declared: OrderedDictionary<String, SchemaLocation> = [:]
        for owner in [item, place] {
            for parameter in declaredParameters(of: owner) where parameter.location == "path" {
                declared[parameter.name] = parameter.place
            }
        }
        let isComplete = !hasUnresolvedParameters(item) && !hasUnresolvedParameters(place)
        for name in names where declared[name] == nil && isComplete {
            let hint = name.closest(among: declared.keys).map { "did you mean `\($0)`?" }
            report("the path parameter `\(name)` is not declared", hint: hint, atKey: true)
        }
        for (name, site) in declared where !names.contains(name) {
            let hint = name.closest(among: names).map { "did you mean `\($0)`?" }
            report("the path `\(path)` has no `{\(name)}`", at: site, hint: hint)
        }
    }

    /// Whether a reference in the list of parameters cannot be resolved, which is reported at the reference.
    private mutating func hasUnresolvedParameters(_ owner: SchemaLocation) -> Bool {
        let list = index.value(at: owner)?["parameters"]?.array ?? []
        return list.indices.contains { position in
            list[position]["$ref"] != nil
                && resolvedObject(owner.appending(["parameters", String(position)])) == nil
        }
    }

    /// The name, location and place of a parameter in a list.
    struct DeclaredParameter {
        let name: String
        let location: String
        let place: SchemaLocation
    }

    /// The parameters in the list of a path item or operation, with their references resolved.
    mutating func declaredParameters(of owner: SchemaLocation) -> [DeclaredParameter] {
        let list = index.value(at: owner)?["parameters"]?.array ?? []
        return list.enumerated().compactMap { position, element in
            let site = owner.appending(["parameters", String(position)])
            let value = element["$ref"] == nil ? element : resolvedObject(site)?.value
            guard let value, let name = value["name"]?.string, let location = value["in"]?.string else { return nil }
            return DeclaredParameter(name: name, location: location, place: site)
        }
    }
}

/// The templates so far, by server path and by shape, in which the names of captures do not matter.
private struct PathShapes {
    private var known: [String: String] = [:]

    /// Adds a template; returns an earlier one that matches the same paths, if there is one.
    mutating func add(_ path: String, names: [String], servers: [String]) -> String? {
        var shape = path
        for name in names { shape = shape.replacing("{\(name)}", with: "{}") }
        var other: String?
        for server in servers {
            let key = server + "\n" + shape
            if let earlier = known[key] { other = other ?? earlier } else { known[key] = path }
        }
        return other
    }
}
