extension WorldState {
    /// Sets Meta's status of a template, without an event; with `onSync` the API shows it after the next sync.
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

    /// Sets the review timer of a pending template in review mode `automatic`.
    mutating func planReview(of template: Template, at now: Timestamp) {
        guard organization.templateReview.mode == .automatic, template.status == .pending else { return }
        timers.set(.templateReview(template.id), due: now.adding(organization.templateReview.after))
    }

    /// Decides on a pending template as the settings say; nil if it is gone or already decided.
    mutating func review(_ id: Identifier<Template>, at now: Timestamp) -> Template? {
        guard let template = templates[id], template.status == .pending, template.stagedStatus == nil else {
            return nil
        }
        return setStatus(organization.templateReview.outcome.status, of: template, onSync: false, at: now)
    }
}
