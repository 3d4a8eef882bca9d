extension Template {
    var address: TemplateAddress { TemplateAddress(accountID: accountID, name: name, language: language) }
}

extension WorldState {
    /// The template of an account with that name and language; nil if only Meta has it.
    package func template(named name: String, language: String, on account: WhatsAppAccount) -> Template? {
        let accountID = account.phoneNumberID ?? ""
        let address = TemplateAddress(accountID: accountID, name: name, language: language)
        guard let template = templatesByAddress[address].flatMap({ templates[$0] }), template.isKnown else {
            return nil
        }
        return template
    }

    /// The template with that name, in `language` if one is given: the newest approved one, else the newest.
    package func template(
        named name: String,
        language: String?,
        of account: WhatsAppAccount
    ) throws(DomainError) -> Template {
        let languages = languages(of: name, on: account).filter { template in
            template.isKnown && (language == nil || template.language == language)
        }
        guard let found = languages.first(where: { $0.status == .approved }) ?? languages.first else {
            throw .notFound(resource: "template", id: name)
        }
        return found
    }

    /// The templates with that name in all languages, newest first, including those that only Meta has.
    package func languages(of name: String, on account: WhatsAppAccount) -> [Template] {
        Array(templates.newestFirst(in: .named(accountID: account.phoneNumberID ?? "", name: name)))
    }

    /// Creates a pending template without an event (createTemplate).
    package mutating func createTemplate(
        _ draft: TemplateDraft,
        on account: WhatsAppAccount,
        at now: Timestamp
    ) throws(DomainError) -> Template {
        let accountID = account.phoneNumberID ?? ""
        let address = TemplateAddress(accountID: accountID, name: draft.name, language: draft.language)
        guard templatesByAddress[address] == nil else { throw .templateExists }
        try requireConnected(account)
        let template = Template(
            id: generator.object(),
            accountID: accountID,
            name: draft.name,
            language: draft.language,
            status: .pending,
            category: draft.category,
            components: draft.components,
            variables: draft.shownVariables,
            createdAt: now,
            updatedAt: now
        )
        add(template)
        planReview(of: template, at: now)
        return template
    }

    /// Brings the changes at Meta into the API, without an event (syncTemplates).
    package mutating func syncTemplates(
        of account: WhatsAppAccount,
        at now: Timestamp
    ) throws(DomainError) -> TemplateSync {
        try requireConnected(account)
        let accountID = account.phoneNumberID ?? ""
        var sync = TemplateSync()
        for template in Array(templates.newestFirst(in: .staged(accountID: accountID))).reversed() {
            if !template.isKnown { sync.created += 1 } else { sync.updated += 1 }
            var synced = template
            synced.isKnown = true
            synced.status = template.stagedStatus ?? template.status
            synced.stagedStatus = nil
            synced.updatedAt = now
            templates.replace(synced)
            if !template.isKnown { planReview(of: synced, at: now) }
        }
        sync.synced = templates.count(in: .known(accountID: accountID, status: nil, language: nil))
        return sync
    }

    mutating func add(_ template: Template) {
        templates.insert(template)
        templatesByAddress[template.address] = template.id
    }
}
