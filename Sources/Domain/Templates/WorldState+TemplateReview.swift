extension WorldState {
    /// Lets Meta decide on a template; with `onSync` it is seen after the next sync, and no event tells of it.
    package mutating func setStatus(
        _ status: Template.Status,
        of template: Template,
        onSync: Bool,
        at now: Timestamp
    ) -> Template {
        var changed = template
        if onSync, template.isKnown {
            changed.stagedStatus = status == template.status ? nil : status
        } else {
            changed.stagedStatus = nil
            changed.status = status
            if changed.status != template.status { changed.updatedAt = now }
        }
        templates.replace(changed)
        return changed
    }

    /// Lets the clock decide on a template that waits, where the settings say so.
    mutating func planReview(of template: Template, at now: Timestamp) {
        guard organization.templateReview.mode == .automatic, template.status == .pending else { return }
        timers.set(.templateReview(template.id), due: now.adding(organization.templateReview.after))
    }

    /// Decides on a template as the settings say; nil if somebody else has done so.
    mutating func review(_ id: Identifier<Template>, at now: Timestamp) -> Template? {
        guard let template = templates[id], template.status == .pending, template.stagedStatus == nil else {
            return nil
        }
        return setStatus(organization.templateReview.outcome.status, of: template, onSync: false, at: now)
    }
}
