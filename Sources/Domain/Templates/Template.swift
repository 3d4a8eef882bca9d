package import Documents

/// A message text that Meta reviews; once approved, it may be sent outside the 24-hour window.
package struct Template: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "tmpl_"

    /// The result of Meta's review.
    package enum Status: String, CaseIterable, Sendable {
        case approved, pending, rejected
    }

    /// The purpose of a template, which decides its price.
    package enum Category: String, CaseIterable, Sendable {
        case marketing = "MARKETING"
        case utility = "UTILITY"
        case authentication = "AUTHENTICATION"
    }

    /// The public id.
    package let id: Identifier<Template>
    /// The `phone_number_id` of the number that sends it.
    package let accountID: String
    /// Lower-case letters, digits and underscores; one template per language may share a name.
    package let name: String
    /// A language code such as `id` or `en_US`.
    package let language: String
    /// The result of Meta's review.
    package internal(set) var status: Status
    /// The purpose of the template.
    package let category: Category
    /// The components as createTemplate received them.
    package let components: [JSONObject]
    /// The variable names as createTemplate received them; else the numbers of the variables in header and body.
    package let variables: [String]
    /// The status that the next sync brings from Meta; nil if it has not changed.
    package internal(set) var stagedStatus: Status?
    /// Whether the API shows the template; false until a sync brings it from Meta.
    package internal(set) var isKnown = true
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    private var parts: TemplateParts { TemplateParts(components, category: category) }

    /// The text of the body, with variables written as `{{1}}`.
    package var body: String { parts.bodyText ?? "" }

    /// How many values a message must have for the body.
    package var bodyVariableCount: Int { TemplateText(body).variables.count }

    /// The parameters that a message must have for the header.
    enum Header: Hashable, Sendable {
        /// The number of values for a text header; 0 also for a template without a header.
        case text(variableCount: Int)
        /// A file of the type `image`, `video` or `document`.
        case media(type: String)
    }

    var header: Header {
        let parts = parts
        if parts.hasMediaHeader, let format = parts.headerFormat { return .media(type: format.lowercased()) }
        return .text(variableCount: parts.headerText.map { TemplateText($0).variables.count } ?? 0)
    }

    /// The indices of the buttons that a message may have parameters for.
    var buttonIndices: Range<Int> { parts.buttons.indices }

    /// The body with its variables replaced by the values; a variable without a value stays as it is.
    package func body(filledWith parameters: [String]) -> String {
        TemplateText(body).filled(with: parameters)
    }
}

extension Template: Resource {
    /// The lists that a template is in.
    package enum ListKey: Hashable, Sendable {
        /// The templates of a number that the API shows, with that status and language; nil for any.
        case known(accountID: String, status: Status?, language: String?)
        /// The templates of a number with that name in all languages, including those that only Meta has.
        case named(accountID: String, name: String)
        /// The templates of a number that the next sync changes.
        case staged(accountID: String)
    }

    package var listKeys: [ListKey] {
        var keys = [ListKey.named(accountID: accountID, name: name)]
        if isKnown {
            keys += [
                .known(accountID: accountID, status: nil, language: nil),
                .known(accountID: accountID, status: status, language: nil),
                .known(accountID: accountID, status: nil, language: language),
                .known(accountID: accountID, status: status, language: language),
            ]
        }
        if !isKnown || stagedStatus != nil { keys.append(.staged(accountID: accountID)) }
        return keys
    }

    /// Writes the template with the current data of its number.
    package func write(to writer: inout JSONWriter, of account: EmbeddedAccount) {
        let parts = parts
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "template")
            writer.member("name", name)
            writer.member("template_name", name)
            writer.member("language", language)
            writer.member("status", status.rawValue)
            writer.member("category", category.rawValue)
            writer.member("content", body)
            writer.member("header_type", parts.headerFormat)
            writer.member("header_content", parts.headerContent)
            writer.member("footer_content", parts.footerText)
            writer.member("has_variables", !variables.isEmpty)
            writer.member("variables", .array(variables.map(JSONValue.string)))
            writer.member("buttons", .array(parts.buttons))
            writer.member("components", .array(components.map(JSONValue.object)))
            writer.key("whatsapp_account")
            account.write(to: &writer)
            writer.member("created_at", createdAt.description)
            writer.member("updated_at", updatedAt.description)
        }
    }
}
