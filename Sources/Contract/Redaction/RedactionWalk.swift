import Documents
import OrderedCollections

/// Changes the values in a body by what the contract says about the place of each.
///
/// Text is shown only where the contract lists the values, names their form, or has the mark `x-redact: none`. So what a
/// server sends in addition to the contract is not shown.
struct RedactionWalk {
    private static let maximumSteps = 10_000

    let library: SchemaLibrary
    /// Makes the value that is shown.
    let change: (JSONValue, Redaction) -> JSONValue

    /// A value with all its members changed; the schemas apply to the place of the value.
    func changed(
        _ value: JSONValue,
        by schemas: [SchemaLocation],
        inheriting inherited: Redaction? = nil
    ) -> JSONValue {
        let order = DeclaredOrder(library: library)
        let sites = order.unfolded(schemas)
        let mark = mark(of: sites) ?? inherited
        if mark == .emptied { return change(value, .emptied) }
        switch value {
        case .object(var members):
            for (name, member) in members {
                let inner = sites.flatMap { order.children(of: $0, name) }
                members[name] = changed(member, by: inner, inheriting: mark)
            }
            return .object(members)
        case .array(let elements):
            return .array(
                elements.enumerated().map { index, element in
                    let inner = sites.flatMap { order.children(of: $0, String(index)) }
                    return changed(element, by: inner, inheriting: mark)
                }
            )
        case .null, .bool: return value
        case .integer, .number: return change(value, mark ?? redaction(ofNumberAt: sites))
        case .string(let text): return change(value, redaction(of: text, at: sites, mark))
        }
    }

    /// The mark that shows least of the value; nil without a mark.
    private func mark(of sites: [SchemaLocation]) -> Redaction? {
        let marks = sites.compactMap { library.index.value(at: $0)?["x-redact"]?.string.flatMap(Redaction.init(mark:)) }
        return marks.first { $0 == .emptied } ?? marks.first { $0 != .cleaned } ?? marks.first
    }

    private func redaction(ofNumberAt sites: [SchemaLocation]) -> Redaction {
        let isDescribed = sites.contains { site in
            let members = library.index.value(at: site)
            return members?["type"] != nil || members?["enum"] != nil || members?["const"] != nil
        }
        return isDescribed ? .shown : .replaced(.text)
    }

    private func redaction(of text: String, at sites: [SchemaLocation], _ mark: Redaction?) -> Redaction {
        let members = sites.compactMap { library.index.value(at: $0)?.object }
        if members.contains(where: { Self.lists($0, text) }) { return .shown }
        if let mark { return mark }
        let format = { (name: String) in members.contains { $0["format"]?.string == name } }
        if format("date-time"), TimeFormat.matchesDateTime(text) { return .shown }
        if format("uri") { return .replaced(.url) }
        let isClosed = members.contains { $0["enum"] != nil || $0["const"] != nil }
        let isOpen = members.contains { Self.isText($0) && $0["enum"] == nil && $0["pattern"] == nil }
        if isClosed, !isOpen { return .cleaned }
        let patterned = sites.filter { library.index.value(at: $0)?["pattern"] != nil }
        return patterned.contains { accepts(text, at: $0) } ? .cleaned : .replaced(.text)
    }

    private static func lists(_ members: JSONObject, _ text: String) -> Bool {
        members["const"]?.string == text || (members["enum"]?.array ?? []).contains(.string(text))
    }

    private static func isText(_ members: JSONObject) -> Bool {
        members["type"] == "string" || (members["type"]?.array ?? []).contains("string")
    }

    private func accepts(_ text: String, at site: SchemaLocation) -> Bool {
        var evaluation = Evaluation(scope: [], maximumSteps: Self.maximumSteps)
        return library.schema(at: site).validate(.string(text), &evaluation)
    }
}
