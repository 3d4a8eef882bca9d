/// A template as a scenario writes it.
package struct SeededTemplate: Hashable, Sendable {
    /// The name that the id is derived from; without one it is derived from number, name and language.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The `phone_number_id` of the number that sends it.
    package var accountID: String
    /// The fields that createTemplate would take.
    package var draft: TemplateDraft
    /// The status that the template starts with.
    package var status = Template.Status.approved
    /// Whether the template is only at Meta until the first syncTemplates brings it into the API.
    package var onSync = false
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// An approved template of the number with that `phone_number_id`.
    package init(ref: String? = nil, id: String? = nil, accountID: String, draft: TemplateDraft) {
        self.ref = ref
        self.id = id
        self.accountID = accountID
        self.draft = draft
    }
}

extension WorldState {
    /// Adds the templates to the world; a template whose number does not exist is skipped.
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
