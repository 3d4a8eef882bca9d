import Documents
import OrderedCollections

/// Reads the text of a parameter or form field as the value that its schema and style describe.
struct ParameterReader {
    let name: String
    let style: ParameterStyle
    let typing: TextTyping

    /// Why the style cannot represent the values of the schema; nil if it can.
    var unreadableReason: String? {
        if style.form == .deepObject {
            return typing.allowsObjects ? nil : "style deepObject is for objects alone"
        }
        if typing.allowsLists, typing.items.isNested {
            return "a list or an object in a list has no text form"
        }
        guard typing.allowsObjects, !typing.allowsScalars else { return nil }
        if style.form == .spaceDelimited || style.form == .pipeDelimited, style.explodes {
            return "style \(style.form.rawValue) with explode has no text form for objects"
        }
        let nested = typing.propertyNames.first { name in
            let property = typing.property(name)
            let isRepeatable = style.form == .form && style.explodes && property.allowsLists
            return property.isNested && !isRepeatable
        }
        return nested.map { "its property `\($0)` is a list or an object, which has no text form" }
    }

    // MARK: One text

    /// Reads the value from the text of a path segment or header.
    func value(of text: String) -> JSONValue {
        switch style.form {
        case .label: labelled(text)
        case .matrix: matrix(text)
        case .simple, .form, .spaceDelimited, .pipeDelimited, .deepObject:
            value(of: text, parts: [style.parts(of: text).map(\.trimmed)])
        }
    }

    /// The value of a text that may be a scalar, or a list or object of `parts`; each element is a possible split.
    private func value(of text: String, parts: [[String]]) -> JSONValue {
        var candidates = typing.allowsScalars ? typing.scalars(text) : []
        if typing.allowsLists {
            let items = typing.items
            candidates += parts.map { .array($0.map(items.value)) }
        }
        if typing.allowsObjects { candidates += parts.compactMap(object) }
        return typing.choose(candidates) ?? .string(text)
    }

    /// An object from `key=value` parts, or from alternating keys and values; nil if the parts do not fit.
    private func object(_ parts: [String]) -> JSONValue? {
        guard style.explodes else {
            guard parts.count.isMultiple(of: 2) else { return nil }
            return object(stride(from: 0, to: parts.count, by: 2).map { (parts[$0], parts[$0 + 1]) })
        }
        var pairs: [(String, String)] = []
        for part in parts {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            pairs.append((String(part[..<equals]), String(part[part.index(after: equals)...])))
        }
        return object(pairs)
    }

    private func object(_ pairs: [(name: String, text: String)]) -> JSONValue {
        var members = JSONObject()
        for pair in pairs { members[pair.name] = typing.property(pair.name).value(of: pair.text) }
        return .object(members)
    }

    /// Reads the style label: `.a.b`, and without explode also `.a,b`, as in OpenAPI 3.1.1.
    private func labelled(_ text: String) -> JSONValue {
        guard text.first == "." else { return .string(text) }
        let rest = text.dropFirst()
        let byDots = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let byCommas = style.parts(of: String(rest))
        return value(of: String(rest), parts: style.explodes || byCommas.count < 2 ? [byDots] : [byCommas, byDots])
    }

    /// Reads the style matrix: `;name=a,b`, or with explode `;name=a;name=b` and `;key=value`.
    private func matrix(_ text: String) -> JSONValue {
        guard text.first == ";" else { return .string(text) }
        let parts = text.dropFirst().split(separator: ";").map(String.init)
        let own = parts.compactMap { part in
            part == name ? "" : part.hasPrefix(name + "=") ? String(part.dropFirst(name.count + 1)) : nil
        }
        guard own.count == parts.count, let first = own.first else {
            return typing.allowsObjects ? object(parts) ?? .string(text) : .string(text)
        }
        return value(of: first, parts: style.explodes ? [own] : [style.parts(of: first)])
    }

    // MARK: Named texts

    /// Reads the value from the items of a query, of cookies or of a form; nil if no item belongs to the parameter.
    ///
    /// An exploded object consists of the items that have the name of one of its properties. If it allows other
    /// properties, it also has the items that are not parameters themselves (not in `others`).
    func value(in items: [QueryItem], besides others: [String]) -> JSONValue? {
        guard style.form != .deepObject else { return DeepObject(name: name, typing: typing).value(in: items) }
        let own = items.filter { $0.name == name }
        if let first = own.first { return value(of: own, first: first) }
        guard typing.allowsObjects, style.form == .form, style.explodes else { return nil }
        let names = typing.propertyNames
        let isOpen = typing.isOpen
        let parts = items.filter { names.contains($0.name) || isOpen && !others.contains($0.name) }
        guard !parts.isEmpty else { return nil }
        var members = JSONObject()
        for name in OrderedSet(parts.map(\.name)) {
            let property = ParameterReader(name: name, style: style, typing: typing.property(name))
            members[name] = property.value(in: parts, besides: [])
        }
        return .object(members)
    }

    private func value(of own: [QueryItem], first: QueryItem) -> JSONValue {
        if typing.allowsLists, own.count > 1 || style.explodes {
            let items = typing.items
            let list = JSONValue.array(own.map { items.value(of: $0.value) })
            guard own.count == 1, typing.allowsScalars else { return list }
            return typing.choose(typing.scalars(first.value) + [list]) ?? list
        }
        guard typing.allowsLists || typing.allowsObjects else { return typing.value(of: first.value) }
        return value(of: first.value, parts: [style.parts(ofRaw: first.rawValue), style.parts(of: first.value)])
    }
}

extension String {
    /// The text without spaces at its ends.
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
