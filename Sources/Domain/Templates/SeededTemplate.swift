/// A template as a scenario writes it.
package struct SeededTemplate: Hashable, Sendable {
    /// What names it; its id follows from it, else from number, name and language.
    package var ref: String?
    /// The public id, if it is not to be made.
    package var id: String?
    /// The `phone_number_id` of the number that sends it.
    package var accountID: String
    /// What createTemplate would have been asked for.
    package var draft: TemplateDraft
    /// What came of the review.
    package var status = Template.Status.approved
    /// Whether only Meta knows of it until the first sync.
    package var onSync = false
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// An approved template of a number.
    package init(ref: String? = nil, id: String? = nil, accountID: String, draft: TemplateDraft) {
        self.ref = ref
        self.id = id
        self.accountID = accountID
        self.draft = draft
    }
}

extension WorldState {
    /// Puts templates into the world; one of a number that is not there is left out.
    mutating func seed(_ rows: [SeededTemplate], ids: BaselineIdentifiers, at now: Timestamp) {
        var made = SeededIdentifiers<Template>(ids, given: rows.map(\.id))
        for row in rows where accounts[phoneNumberID: row.accountID] != nil {
            let name = "\(row.accountID)/\(row.draft.name)/\(row.draft.language)"
            let template = row.template(id: made.next(given: row.id, name: row.ref ?? name), at: now)
            add(template)
            if template.isKnown { planReview(of: template, at: now) }
        }
    }
}

extension SeededTemplate {
    fileprivate func template(id: Identifier<Template>, at now: Timestamp) -> Template {
        let createdAt = self.createdAt ?? min(updatedAt ?? now, now)
        return Template(
            id: id,
            accountID: accountID,
            name: draft.name,
            language: draft.language,
            status: status,
            category: draft.category,
            components: draft.components,
            variables: draft.shownVariables,
            isKnown: !onSync,
            createdAt: createdAt,
            updatedAt: updatedAt ?? createdAt
        )
    }
}
