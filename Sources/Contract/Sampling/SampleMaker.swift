import Documents

/// Makes the values of a response: from examples of the contract, else from its schemas.
struct SampleMaker {
    /// A value, and whether it is an example.
    struct Value {
        let value: JSONValue
        let isExample: Bool
        /// Whether the schema accepts the value; true for every example.
        let isValid: Bool
    }

    let library: SchemaLibrary

    /// The value of a media type, parameter or header object; nil if it has neither an example nor a schema.
    func value(at place: SchemaLocation, _ schema: LazySchema?) -> Value? {
        if let example = Examples.named(at: place, in: library).first {
            return Value(value: example.value, isExample: true, isValid: true)
        }
        return schema.map { schema in
            let sample = library.sample(of: schema.location, for: .response)
            return Value(value: sample.value, isExample: false, isValid: sample.isValid)
        }
    }

    /// The body in a media type; examples that are texts are used unchanged.
    func content(
        _ content: ResponseDescription.Content,
        mediaType: String
    ) -> (content: SampleResponse.Content, isValid: Bool) {
        let made = value(at: content.place, content.schema)
        let isValid = made?.isValid ?? true
        if MediaType.isJSON(mediaType) { return (.json(made?.value ?? [:]), isValid) }
        let format = TextualFormat(mediaType)
        if let made, let text = made.value.string, format != nil || made.isExample {
            return (.text(text), isValid)
        }
        guard let format else { return (.bytes, isValid) }
        return (.text(made.map { format.text(of: $0.value) } ?? ""), isValid)
    }
}
