import Documents
import OrderedCollections

@testable import Domain

extension TemplateDraft {
    /// A draft that has only a body.
    static func sample(
        _ name: String = "parcel_update",
        _ language: String = "id",
        body: String = "Hello {{1}}, your parcel is on its way."
    ) -> TemplateDraft {
        TemplateDraft(name: name, language: language, category: .utility, body: body)
    }

    /// A draft with the components in this JSON.
    static func sample(components json: String, category: Template.Category = .utility) throws -> TemplateDraft {
        let components = try JSONValue(parsing: json).array?.compactMap(\.object) ?? []
        return TemplateDraft(name: "parcel_update", language: "id", category: category, components: components)
    }
}

extension WorldState {
    /// A world with the connected numbers 123456 and 234567 and these settings for template reviews.
    static func withNumbers(_ review: TemplateReviewSettings = TemplateReviewSettings()) -> WorldState {
        var state = WorldState.sample()
        state.organization.templateReview = review
        state.seed(.sample("123456"))
        state.seed(.sample("234567"))
        return state
    }

    /// Creates a template on the number 123456.
    mutating func addTemplate(_ draft: TemplateDraft = .sample(), at now: Timestamp = .start) throws -> Template {
        try createTemplate(draft, on: .sample("123456"), at: now)
    }

    /// The JSON of a template as a response contains it.
    func json(of template: Template) throws -> JSONValue {
        let account = embeddedAccount(phoneNumberID: template.accountID)
        return try JSONValue(parsing: JSONWriter.bytes { writer in template.write(to: &writer, of: account) })
    }
}
