package import Documents
import OrderedCollections

/// An answer made from the contract alone.
package struct SampleResponse: Sendable {
    /// The status to answer with.
    package let status: Int
    /// The headers that the contract describes, and `Content-Type` where there is a body.
    package let headers: [(name: String, value: String)]
    /// The JSON body; nil where the contract has none.
    package let body: JSONValue?
    /// Whether the body, if it was made from the schema, is one that the schema accepts.
    package var isValid = true
}

extension Operation {
    /// The answer with the lowest status from 200 to 399: its example, else one made from the schema, always the same.
    ///
    /// Answers that `x-switch` marks as off by default step back behind others.
    package func sampleResponse() -> SampleResponse {
        let successes = responses.values.filter { (200..<400).contains($0.numericStatus ?? 0) }
        let usual = successes.filter { $0.extensions["x-switch"] == nil }
        let candidates = usual.isEmpty ? successes : usual
        let lowest = candidates.min { ($0.numericStatus ?? 0) < ($1.numericStatus ?? 0) }
        guard let response = lowest ?? responses["default"] else {
            return SampleResponse(status: 200, headers: [], body: nil)
        }
        return sample(of: response)
    }

    /// An answer with that status, if the contract describes it.
    package func sampleResponse(status: Int) -> SampleResponse? {
        response(for: status).map { sample(of: $0, status: status) }
    }

    private func sample(of response: ResponseDescription, status: Int? = nil) -> SampleResponse {
        var headers: [(name: String, value: String)] = []
        for header in response.headers {
            guard let value = sample(of: header.place, header.schema) else { continue }
            headers.append((header.name, value.string ?? value.text))
        }
        guard let content = response.jsonContent else {
            return SampleResponse(status: status ?? response.numericStatus ?? 200, headers: headers, body: nil)
        }
        let mediaType = content.mediaType.contains("*") ? "application/json" : content.mediaType
        headers.append(("Content-Type", mediaType))
        let status = status ?? response.numericStatus ?? 200
        if Examples.named(at: content.place, in: library).isEmpty, let schema = content.schema {
            let sample = SampleGenerator(library: library).sample(of: schema.location)
            return SampleResponse(status: status, headers: headers, body: sample.value, isValid: sample.isValid)
        }
        let body = sample(of: content.place, content.schema) ?? [:]
        return SampleResponse(status: status, headers: headers, body: body)
    }

    private func sample(of place: SchemaLocation, _ schema: LazySchema?) -> JSONValue? {
        if let example = Examples.named(at: place, in: library).first { return example.value }
        return schema.map { SampleGenerator(library: library).sample(of: $0.location).value }
    }
}
