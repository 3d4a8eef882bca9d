import Documents
import OrderedCollections

/// Changes the values in a body by what the contract says about the place of each.
///
/// Text is shown only where the contract lists the values, says that they are times, or has the mark `x-redact: none`.
/// So what a server sends in addition to the contract is not shown. The same holds for the names of members.
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
        case .object(let members):
            var result: JSONObject = [:]
            for (name, member) in members {
                let inner = sites.flatMap { order.children(of: $0, name) }
                let shown = shownName(name, at: sites, mark).numbered(besides: result)
                result[shown] = changed(member, by: inner, inheriting: mark)
            }
            return .object(result)
        case .array(let elements):
            return .array(
                elements.enumerated().map { index, element in
                    let inner = sites.flatMap { order.children(of: $0, String(index)) }
                    return changed(element, by: inner, inheriting: mark)
                }
            )
        case .null, .bool: return value
        case .integer, .number: return change(value, mark ?? redaction(of: value, at: sites))
        case .string(let text): return change(value, redaction(of: text, at: sites, mark))
        }
    }

    /// The value of a member with all its members changed; the schemas apply to the object that has the member.
    func changedMember(_ name: String, _ value: JSONValue, of schemas: [SchemaLocation]) -> JSONValue {
        let order = DeclaredOrder(library: library)
        let sites = order.unfolded(schemas)
        return changed(value, by: sites.flatMap { order.children(of: $0, name) }, inheriting: mark(of: sites))
    }

    /// The mark that shows least of the value; nil without a mark.
    private func mark(of sites: [SchemaLocation]) -> Redaction? {
        let marks = sites.compactMap { library.index.value(at: $0)?["x-redact"]?.string.flatMap(Redaction.init(mark:)) }
        return marks.first { $0 == .emptied } ?? marks.first { $0 != .cleaned } ?? marks.first
    }

    // MARK: Names

    private func shownName(_ name: String, at sites: [SchemaLocation], _ mark: Redaction?) -> String {
        let declarations = sites.compactMap { library.index.value(at: $0)?.object }
        if declarations.contains(where: { $0["properties"]?[name] != nil }) { return name }
        let isName = name.isIdentifier && name.first?.isLowercase == true && Self.list(declarations)
        return change(.string(name), isName || mark == .cleaned ? .cleaned : .undeclared).string ?? name
    }

    /// Whether these schemas list the members of an object, which is not a map with keys of its own.
    private static func list(_ declarations: [JSONObject]) -> Bool {
        let isMap = declarations.contains { members in
            ["additionalProperties", "unevaluatedProperties", "patternProperties"].contains { keyword in
                members[keyword].map { $0 != false } ?? false
            }
        }
        return !isMap && declarations.contains { $0["properties"] != nil }
    }

    // MARK: Values

    private func redaction(of number: JSONValue, at sites: [SchemaLocation]) -> Redaction {
        let isDescribed = sites.compactMap { library.index.value(at: $0)?.object }.contains { members in
            let types = members["type"]?.array ?? [members["type"] ?? .null]
            return types.contains("integer") || types.contains("number") || members["const"] == number
                || (members["enum"]?.array ?? []).contains(number)
        }
        return isDescribed ? .shown : .replaced(.text)
    }

    private func redaction(of text: String, at sites: [SchemaLocation], _ mark: Redaction?) -> Redaction {
        let members = sites.compactMap { library.index.value(at: $0)?.object }
        if members.contains(where: { Self.lists($0, text) }) { return .shown }
        let isPatterned = sites.contains { library.index.value(at: $0)?["pattern"] != nil && accepts(text, at: $0) }
        if let mark {
            if case .replaced(let kind) = mark, isPatterned { return .formed(kind) }
            return mark
        }
        let format = { (name: String) in members.contains { $0["format"]?.string == name } }
        if format("date-time"), TimeFormat.matchesDateTime(text) { return .shown }
        if format("uri") { return .replaced(.url) }
        let isClosed = members.contains { $0["enum"] != nil || $0["const"] != nil }
        let isOpen = members.contains { Self.isText($0) && $0["enum"] == nil && $0["pattern"] == nil }
        if isClosed, !isOpen, text.isIdentifier { return .cleaned }
        return isPatterned ? .formed(.text) : .replaced(.text)
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

extension String {
    /// The name with a number if another member has it, because two names can have the same stand-in.
    fileprivate func numbered(besides members: JSONObject) -> String {
        guard members[self] != nil else { return self }
        var number = 2
        while members["\(self) (\(number))"] != nil { number += 1 }
        return "\(self) (\(number))"
    }
}
