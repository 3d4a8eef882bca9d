import Documents
import Domain

extension LabelDraft {
    /// The body of createLabel, which the contract has accepted.
    init(_ body: JSONValue) {
        self.init(
            name: body["name"]?.string ?? "",
            color: body["color"]?.string.flatMap(Label.Color.init(rawValue:)) ?? .gray
        )
    }
}

extension LabelPatch {
    /// The body of updateLabel.
    init(_ body: JSONValue) {
        self.init()
        if let text = body["name"]?.string { name = .set(text) }
        if let value = body["color"]?.string.flatMap(Label.Color.init(rawValue:)) { color = .set(value) }
    }
}
