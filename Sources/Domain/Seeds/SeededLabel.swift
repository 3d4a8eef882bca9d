/// A label as a scenario writes it.
package struct SeededLabel: Hashable, Sendable {
    /// The name that other rows use and the id is derived from; without one the label's name is used.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The name and color.
    package var draft: LabelDraft
    /// The team that the label belongs to; nil for the first.
    package var team: OrganizationPatch.TeamDraft?
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// A label of the first team.
    package init(ref: String? = nil, id: String? = nil, draft: LabelDraft) {
        self.ref = ref
        self.id = id
        self.draft = draft
    }
}

extension WorldState {
    /// Adds the labels to the world; returns their ids by `ref` and by given id.
    mutating func seed(
        _ rows: [SeededLabel],
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) -> [String: Identifier<Label>] {
        var made = SeededIdentifiers<Label>(ids, given: rows.map(\.id))
        var known: [String: Identifier<Label>] = [:]
        for row in rows {
            let createdAt = row.createdAt ?? min(row.updatedAt ?? now, now)
            let label = Label(
                id: made.next(given: row.id, name: row.ref ?? "name/" + row.draft.name),
                name: row.draft.name,
                color: row.draft.color,
                teamID: seededTeamID(row.team, ids: ids),
                createdAt: createdAt,
                updatedAt: row.updatedAt ?? createdAt
            )
            labels.insert(label)
            labelsByAddress[label.address] = label.id
            for name in [row.ref, row.id].compactMap(\.self) { known[name] = label.id }
        }
        return known
    }
}
