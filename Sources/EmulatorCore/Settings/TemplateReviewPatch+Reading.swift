package import Documents
package import Domain

extension TemplateReviewPatch {
    /// Reads the member `template_review`, whose shape the schema has validated.
    package init(reading json: JSONValue?) throws(ReadingError) {
        self.init()
        mode = json?["mode"]?.string.flatMap(TemplateReviewSettings.Mode.init(rawValue:))
        outcome = json?["outcome"]?.string.flatMap(TemplateReviewSettings.Outcome.init(rawValue:))
        guard let text = json?["after"]?.string else { return }
        guard let span = TimeSpan(text) else { throw .noDuration(at: "/template_review/after") }
        after = span
    }
}
