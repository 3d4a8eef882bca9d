package import Documents

/// The body of a request, read in its media type as the contract describes it.
package struct RequestContent: Sendable {
    /// The body as a value; nil for bytes that are not parsed, and if there is no body.
    package let value: JSONValue?
    /// Whether there is no body.
    package let isAbsent: Bool
    /// The schema that the value is validated against.
    let schema: LazySchema?

    /// The content of a request without a body.
    package static let absent = RequestContent(value: nil, isAbsent: true, schema: nil)

    init(value: JSONValue?, isAbsent: Bool = false, schema: LazySchema?) {
        self.value = value
        self.isAbsent = isAbsent
        self.schema = schema
    }
}

extension Operation {
    /// Reads a body by its media type; without a Content-Type, as the first JSON type that the contract declares.
    ///
    /// An empty body counts as no body, unless its Content-Type is declared and is that of a text, a form or a file.
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

    /// The content of a JSON body; nil stands for no body.
    package func content(of value: JSONValue?) -> RequestContent {
        value.map { RequestContent(value: $0, schema: body?.json?.schema) } ?? .absent
    }

    /// The media types that the contract declares for the body.
    package var bodyMediaTypes: [String] { body?.contents.map(\.mediaType) ?? [] }
}

extension RequestBody.Content {
    fileprivate func read(_ bytes: [UInt8], mediaType: String) throws(RequestContentError) -> RequestContent {
        switch mediaType == self.mediaType ? format : BodyFormat(mediaType) {
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
