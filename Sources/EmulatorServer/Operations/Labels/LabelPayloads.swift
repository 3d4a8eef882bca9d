import Documents
import Domain

extension LabelDraft {
    /// Reads the body of createLabel, which the schema has validated.
    init(_ body: JSONValue) {
        self.init(
            name: body["name"]?.string ?? "",
            color: body["color"]?.string.flatMap(Label.Color.init(rawValue:)) ?? .gray
        )
    }
}

extension LabelPatch {
    /// Reads the body of updateLabel.
    init(_ body: JSONValue) {
        self.init()
        if let text = body["name"]?.string { name = .set(text) }
        if let value = body["color"]?.string.flatMap(Label.Color.init(rawValue:)) { color = .set(value) }
    }
}
