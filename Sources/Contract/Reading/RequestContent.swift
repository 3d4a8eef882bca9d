package import Documents

/// The body of a request, read as the contract describes its media type.
package struct RequestContent: Sendable {
    /// What was sent, as a value; nil for bytes that are not looked into, and where nothing was sent.
    package let value: JSONValue?
    /// Whether nothing was sent.
    package let isAbsent: Bool
    /// What the value is validated against.
    let schema: LazySchema?

    /// No body at all.
    package static let absent = RequestContent(value: nil, isAbsent: true, schema: nil)

    init(value: JSONValue?, isAbsent: Bool = false, schema: LazySchema?) {
        self.value = value
        self.isAbsent = isAbsent
        self.schema = schema
    }
}

extension Operation {
    /// Reads a body by its media type; a body without one is read as the first JSON type that the contract declares.
    ///
    /// No bytes are no body, except for a text, a form or a file that was announced, is declared, and is empty.
    package func content(of bytes: [UInt8], contentType: String?) throws(RequestContentError) -> RequestContent {
        guard let body, !body.contents.isEmpty else {
            return bytes.isEmpty ? .absent : RequestContent(value: nil, schema: nil)
        }
        guard let contentType else {
            guard !bytes.isEmpty else { return .absent }
            let content = body.json ?? body.contents[0]
            return try content.read(bytes, mediaType: content.mediaType)
        }
        let content = body.content(for: contentType)
        if bytes.isEmpty, content == nil || !BodyFormat(contentType).hasEmptyValue { return .absent }
        guard let content else {
            let taken = body.contents.map(\.mediaType)
            throw .unsupportedMediaType(sent: MediaType.essence(contentType), taken: taken)
        }
        return try content.read(bytes, mediaType: contentType)
    }

    /// A JSON value as the body.
    package func content(of value: JSONValue?) -> RequestContent {
        value.map { RequestContent(value: $0, schema: body?.json?.schema) } ?? .absent
    }

    /// The media types that the body may have.
    package var bodyMediaTypes: [String] { body?.contents.map(\.mediaType) ?? [] }
}

extension RequestBody.Content {
    fileprivate func read(_ bytes: [UInt8], mediaType: String) throws(RequestContentError) -> RequestContent {
        switch BodyFormat(mediaType) {
        case .json:
            do throws(JSONParsingError) {
                return RequestContent(value: try JSONValue(parsing: bytes), schema: schema)
            } catch {
                let place = "line \(error.line), column \(error.column)"
                throw .malformed("not valid JSON: \(error.message) (\(place))")
            }
        case .form:
            let items = QueryItem.items(String(decoding: bytes, as: UTF8.self))
            return RequestContent(value: form.value(of: items), schema: schema)
        case .multipart:
            let parts = try MultipartParts(bytes, mediaType: mediaType).parts
            return RequestContent(value: form.value(of: parts), schema: schema)
        case .text:
            let typing = TextTyping(schema.map { [$0.schema] } ?? [])
            guard typing.allowsScalars else { return RequestContent(value: nil, schema: nil) }
            let text = String(decoding: bytes, as: UTF8.self)
            return RequestContent(value: typing.value(of: text), schema: schema)
        case .bytes:
            return RequestContent(value: nil, schema: nil)
        }
    }

    private var form: FormReader {
        FormReader(typing: TextTyping(schema.map { [$0.schema] } ?? []), encodings: encodings)
    }
}
