extension WorldState {
    /// The label with that id; throws `notFound`.
    package func label(_ id: String) throws(DomainError) -> Label {
        guard let label = labels[Identifier(id)] else { throw .notFound(resource: "label", id: id) }
        return label
    }

    /// Throws `invalidField` if another label of the team has the name, regardless of case (kirimdev-api 10.3).
    package func checkLabelName(
        _ name: String,
        in team: Identifier<Team>,
        of label: Label? = nil
    ) throws(DomainError) {
        let owner = labelsByAddress[LabelAddress(name: name, teamID: team)]
        guard owner == nil || owner == label?.id else {
            throw .invalidField("name", detail: "the team has a label of that name")
        }
    }

    /// Adds a label to a team; throws `invalidField` for a name that is taken (createLabel).
    package mutating func createLabel(
        _ draft: LabelDraft,
        in team: Team,
        at now: Timestamp
    ) throws(DomainError) -> Label {
        try checkLabelName(draft.name, in: team.id)
        let label = Label(
            id: generator.object(),
            name: draft.name,
            color: draft.color,
            teamID: team.id,
            createdAt: now,
            updatedAt: now
        )
        labels.insert(label)
        labelsByAddress[label.address] = label.id
        return label
    }

    /// Changes a label (updateLabel); equal values are no change.
    package mutating func updateLabel(
        _ label: Label,
        with patch: LabelPatch,
        at now: Timestamp
    ) throws(DomainError) -> Label {
        var changed = label
        changed.name = patch.name.applied(to: label.name)
        changed.color = patch.color.applied(to: label.color)
        guard changed != label else { return label }
        try checkLabelName(changed.name, in: label.teamID, of: label)
        changed.updatedAt = now
        labelsByAddress[label.address] = nil
        labelsByAddress[changed.address] = label.id
        labels.replace(changed)
        return changed
    }

    /// Deletes a label and detaches it from all contacts and conversations, without an event (deleteLabel).
    package mutating func deleteLabel(_ label: Label) {
        for var contact in Array(contacts.newestFirst(in: .carrying(label.id))) {
            contact.labels.removeAll { $0 == label.id }
            contacts.replace(contact)
        }
        for var conversation in Array(conversations.newestFirst(in: .carrying(label.id))) {
            conversation.labels.removeAll { $0 == label.id }
            conversations.replace(conversation)
        }
        labelsByAddress[label.address] = nil
        labels.remove(label)
    }
}

// MARK: Teams of labels

extension WorldState {
    /// The team whose labels may be used on a number: its owner's; nil for a number without an owner.
    func labelTeam(ofAccount id: String) -> Identifier<Team>? {
        accounts[phoneNumberID: id]?.customerID.flatMap { customers[$0] }?.teamID
    }

    /// Whether the label may be attached to contacts and conversations of a number.
    ///
    /// A number without an owner belongs to no team, so any label of the organization may be used there.
    func allows(_ label: Label, onAccount id: String) -> Bool {
        guard let team = labelTeam(ofAccount: id) else { return true }
        return label.teamID == team
    }

    /// Throws `invalidField` for a label of another team than the number's (kirimdev-api 10.2).
    func check(_ label: Label, fitsAccount id: String) throws(DomainError) {
        guard allows(label, onAccount: id) else {
            throw .invalidField("label_id", detail: "the label belongs to another team")
        }
    }
}
