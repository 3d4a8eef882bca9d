package import Documents
import OrderedCollections

/// A response that is made only from the contract.
package struct SampleResponse: Sendable {
    /// The kinds of bodies.
    package enum Content: Hashable, Sendable {
        case none
        case json(JSONValue)
        case text(String)
        /// The body has a binary media type, for which there is no sample.
        case bytes
    }

    /// The status of the response.
    package let status: Int
    /// The headers that the contract describes, and `Content-Type` if there is a body.
    package var headers: [(name: String, value: String)] = []
    /// The media type of the body; nil if there is no body.
    package var contentType: String?
    /// The body.
    package var content = Content.none
    /// Whether every header and body that was made from a schema is valid.
    package var isValid = true

    /// The JSON body; nil for any other content.
    package var body: JSONValue? {
        if case .json(let value) = content { value } else { nil }
    }
}

extension Operation {
    /// A response with the lowest status from 200 to 399, from its example or schema; always the same.
    ///
    /// A response with `x-switch`, which is off by default, is used only if there is no other success; `default` only
    /// if there is no success; an error only if there is nothing else. `accept` chooses the media type.
    package func sampleResponse(accept: String? = nil) -> SampleResponse {
        guard let response = usualResponse else { return SampleResponse(status: 200) }
        return sample(of: response, status: response.numericStatus ?? 200, accept)
    }

    /// The status of the response that `sampleResponse(accept:)` makes.
    package var sampleStatus: Int { usualResponse?.numericStatus ?? 200 }

    private var usualResponse: ResponseDescription? {
        let successes = responses.values.filter { (200..<400).contains($0.numericStatus ?? 0) }
        let usual = successes.filter { $0.extensions["x-switch"] == nil }
        let candidates = usual.isEmpty ? successes : usual
        let lowest = candidates.min { ($0.numericStatus ?? 0) < ($1.numericStatus ?? 0) }
        let others = responses.values.filter { ($0.numericStatus ?? 0) >= 400 }
        let error = others.min { ($0.numericStatus ?? 0) < ($1.numericStatus ?? 0) }
        return lowest ?? responses["default"] ?? error
    }

    /// A response with a status; nil if the contract does not describe the status.
    package func sampleResponse(status: Int, accept: String? = nil) -> SampleResponse? {
        response(for: status).map { sample(of: $0, status: status, accept) }
    }

    private func sample(of response: ResponseDescription, status: Int, _ accept: String?) -> SampleResponse {
        var sample = SampleResponse(status: status)
        let maker = SampleMaker(library: library)
        for header in response.headers {
            guard let made = maker.value(at: header.place, header.schema) else { continue }
            let text = header.notation.text(of: made.value)
            sample.isValid = sample.isValid && made.isValid && (made.isExample || header.accepts(text))
            sample.headers.append((header.name, text))
        }
        let accepted = AcceptedTypes(accept)
        guard let content = response.content(for: accepted) else { return sample }
        let mediaType = accepted.mediaType(within: content.mediaType)
        let body = maker.content(content, mediaType: mediaType)
        sample.contentType = mediaType
        sample.headers.append(("Content-Type", mediaType))
        sample.content = body.content
        sample.isValid = sample.isValid && body.isValid
        return sample
    }
}

extension ResponseDescription {
    /// The content with the highest quality in `Accept`; among equals JSON, then the first one in the contract.
    fileprivate func content(for accepted: AcceptedTypes) -> Content? {
        let isJSON = { (content: Content) in MediaType.isJSON(content.mediaType) }
        let ordered = contents.filter(isJSON) + contents.filter { !isJSON($0) }
        let best = ordered.map { accepted.quality(of: $0.mediaType) }.max()
        return ordered.first { accepted.quality(of: $0.mediaType) == best }
    }
}

extension ResponseDescription.Header {
    /// Whether a text, read as this header, is valid by the schema; true if the value cannot be read from a text.
    fileprivate func accepts(_ text: String) -> Bool {
        let parameter = Parameter(header: self)
        guard let schema, parameter.unreadableReason == nil else { return true }
        return LazySchema.violations(of: parameter.value(of: text), against: schema).isEmpty
    }
}

extension Parameter.Notation {
    /// The text of a value in a header; lists and objects are written in style simple.
    fileprivate func text(of value: JSONValue) -> String {
        guard case .styled(let style) = self else { return value.text }
        return switch value {
        case .array(let items): items.map(\.plainText).joined(separator: ",")
        case .object(let members):
            members.map { "\($0.key)\(style.explodes ? "=" : ",")\($0.value.plainText)" }.joined(separator: ",")
        case .null, .bool, .integer, .number, .string: value.plainText
        }
    }
}
