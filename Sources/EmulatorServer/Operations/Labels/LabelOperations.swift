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
        let position = call.position(sealedBy: state.cursors, &fields)
        try fields.throwFirst()
        return call.list(state.labels.page(of: .all, after: position, limit: call.limit), sealedBy: state.cursors)
    }

    private static func create(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        var fields = call.fields
        let team = fields.check { () throws(DomainError) in
            try state.organization.team(requested: call.body["team_id"]?.string)
        }
        fields.check { () throws(DomainError) in
            if let team, let name = call.body["name"]?.string { try state.checkLabelName(name, in: team.id) }
        }
        try fields.throwFirst()
        guard let team else { throw APIError(refusal: .missingField("team_id")) }
        let label = try mapped(state.createLabel(LabelDraft(call.body), in: team, at: call.now))
        return call.data(201) { writer in label.write(to: &writer) }
    }

    private static func update(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let label = try call.label(in: state)
        var fields = call.fields
        fields.check { () throws(DomainError) in
            if let name = call.body["name"]?.string { try state.checkLabelName(name, in: label.teamID, of: label) }
        }
        try fields.throwFirst()
        let updated = try mapped(state.updateLabel(label, with: LabelPatch(call.body), at: call.now))
        return call.data { writer in updated.write(to: &writer) }
    }

    private static func delete(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let label = try call.label(in: state)
        try call.fields.throwFirst()
        state.deleteLabel(label)
        return call.deleted(label.id.description, "label")
    }
}

// MARK: Attaching

extension Call {
    /// The label of the body's `label_id`.
    func labelToAttach(in state: WorldState) throws(APIError) -> Label {
        try mapped(state.label(body["label_id"]?.string ?? ""))
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
