import Documents
import OrderedCollections

/// Reads the fields of a form as the object that its schema describes.
struct FormReader {
    let typing: TextTyping
    /// The member `encoding` of the media type object: how each field is written, by name.
    let encodings: JSONObject

    /// The object in a URL-encoded form.
    func value(of items: [QueryItem]) -> JSONValue {
        var members = JSONObject()
        var taken: Set<String> = []
        for name in typing.propertyNames {
            let style = style(of: name)
            let reader = ParameterReader(name: name, style: style, typing: typing.property(name))
            guard let value = reader.value(in: items.filter { Self.belongs($0, to: name, style) }, besides: []) else {
                continue
            }
            members[name] = value
            taken.formUnion(items.map(\.name).filter { $0 == name || $0.hasPrefix(name + "[") })
        }
        for name in OrderedSet(items.map(\.name)) where !taken.contains(name) {
            let reader = ParameterReader(name: name, style: style(of: name), typing: typing.property(name))
            members[name] = reader.value(in: items.filter { $0.name == name }, besides: [])
        }
        return .object(members)
    }

    private static func belongs(_ item: QueryItem, to name: String, _ style: ParameterStyle) -> Bool {
        item.name == name || style.form == .deepObject && item.name.hasPrefix(name + "[")
    }

    private func style(of name: String) -> ParameterStyle {
        encodings[name].map { ParameterStyle($0, in: .query) } ?? ParameterStyle(.form, explodes: true)
    }

    // MARK: Parts

    /// The object in a multipart form: parts with the same name are a list; JSON parts are parsed, others are texts.
    func value(of parts: [MultipartParts.Part]) -> JSONValue {
        var members = JSONObject()
        for name in OrderedSet(parts.map(\.name)) {
            let typing = typing.property(name)
            let own = parts.filter { $0.name == name }
            guard typing.allowsLists || own.count > 1 else {
                members[name] = own.first.map { Self.value(of: $0, typing) }
                continue
            }
            if let only = own.first, own.count == 1, only.isJSON {
                let value = Self.value(of: only, typing)
                members[name] = value.array == nil && !typing.allowsScalars ? .array([value]) : value
            } else {
                members[name] = .array(own.map { Self.value(of: $0, typing.items) })
            }
        }
        return .object(members)
    }

    /// The value of a part; an object is read as JSON even without a Content-Type (OpenAPI 3.1, multipart content).
    private static func value(of part: MultipartParts.Part, _ typing: TextTyping) -> JSONValue {
        if part.isJSON || typing.allowsObjects && part.mediaType == nil,
            let value = try? JSONValue(parsing: Array(part.bytes))
        {
            return value
        }
        let text = String(decoding: part.bytes, as: UTF8.self)
        return part.isFile ? .string(text) : typing.value(of: text)
    }
}
