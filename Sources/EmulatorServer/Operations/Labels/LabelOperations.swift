import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Labels, which teams attach to contacts and conversations.
enum LabelOperations {
    static let table: [String: OperationHandler] = [
        "listLabels": .world(.GET, [], list),
        "createLabel": .world(.POST, [], refusing: [[:]], create),
        "updateLabel": .world(.PATCH, ["id"], update),
        "deleteLabel": .world(.DELETE, ["id"], delete),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        var fields = call.fields
        let position = fields.check { () throws(DomainError) in try call.position(in: state) }
        try fields.throwFirst()
        return call.list(state.labels.page(of: .all, after: position, limit: call.limit), in: state)
    }

    private static func create(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        var fields = call.fields
        let team = fields.check { () throws(DomainError) in
            try state.team(requested: call.body["team_id"]?.string)
        }
        fields.check { () throws(DomainError) in
            if let team, let name = call.body["name"]?.string { try state.checkLabelName(name, in: team.id) }
        }
        try fields.throwFirst()
        guard let team else { throw APIError(refusal: .missingField("team_id")) }
        let label = try mapped { () throws(DomainError) in
            try state.createLabel(LabelDraft(call.body), in: team, at: call.now)
        }
        return call.data(201) { writer in label.write(to: &writer) }
    }

    private static func update(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let label = try mapped { () throws(DomainError) in try state.label(call.path("id")) }
        var fields = call.fields
        fields.check { () throws(DomainError) in
            if let name = call.body["name"]?.string { try state.checkLabelName(name, in: label.teamID, of: label) }
        }
        try fields.throwFirst()
        let updated = try mapped { () throws(DomainError) in
            try state.updateLabel(label, with: LabelPatch(call.body), at: call.now)
        }
        return call.data { writer in updated.write(to: &writer) }
    }

    private static func delete(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let label = try mapped { () throws(DomainError) in try state.label(call.path("id")) }
        try call.fields.throwFirst()
        state.deleteLabel(label)
        return call.deleted(label.id.description, "label")
    }
}

extension LabelDraft {
    /// Reads the body of createLabel, which the schema has validated.
    fileprivate init(_ body: JSONValue) {
        self.init(
            name: body["name"]?.string ?? "",
            color: body["color"]?.string.flatMap(Label.Color.init(rawValue:)) ?? .gray
        )
    }
}

extension LabelPatch {
    /// Reads the body of updateLabel.
    fileprivate init(_ body: JSONValue) {
        self.init()
        if let text = body["name"]?.string { name = .set(text) }
        if let value = body["color"]?.string.flatMap(Label.Color.init(rawValue:)) { color = .set(value) }
    }
}

// MARK: Attaching

extension Call {
    /// The label of the body's `label_id`.
    func label(in state: WorldState) throws(APIError) -> Label {
        try mapped { () throws(DomainError) in try state.label(body["label_id"]?.string ?? "") }
    }

    /// Answers whether a label is now attached to its owner, a contact or a conversation.
    func attachment(of label: String, to owner: (key: String, id: String), isAttached: Bool) -> Answer {
        data { writer in
            writer.object { writer in
                writer.member(owner.key, owner.id)
                writer.member("label_id", label)
                writer.member("attached", isAttached)
            }
        }
    }
}
