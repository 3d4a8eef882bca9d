package import Documents

/// A message that Meta has looked at, or will, so that it may be sent at any time.
package struct Template: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "tmpl_"

    /// What came of the review.
    package enum Status: String, CaseIterable, Sendable {
        case approved, pending, rejected
    }

    /// What it is for, and so what it costs.
    package enum Category: String, CaseIterable, Sendable {
        case marketing = "MARKETING"
        case utility = "UTILITY"
        case authentication = "AUTHENTICATION"
    }

    /// The public id.
    package let id: Identifier<Template>
    /// The `phone_number_id` of the number that sends it.
    package let accountID: String
    /// Lower-case letters, digits and underscores; several languages may share it.
    package let name: String
    /// A code such as `id` or `en_US`.
    package let language: String
    /// What came of the review.
    package internal(set) var status: Status
    /// What it is for.
    package let category: Category
    /// As they were created.
    package let components: [JSONObject]
    /// The names of the variables, as they were created; else the numbers that stand in header and body.
    package let variables: [String]
    /// What Meta has made of it since, until the next sync; nil for nothing new.
    package internal(set) var stagedStatus: Status?
    /// Whether a sync has brought it here; until then only Meta knows of it.
    package internal(set) var isKnown = true
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// The parts by their kinds.
    private var parts: TemplateParts { TemplateParts(components, category: category) }

    /// The text of the body, variables written `{{1}}`.
    package var body: String { parts.bodyText ?? "" }

    /// How many values a message must bring for the body.
    package var bodyVariableCount: Int { TemplateText(body).variables.count }

    /// What a message must bring for the header.
    enum Header: Hashable, Sendable {
        /// So many values for its text; none also where there is no header.
        case text(variableCount: Int)
        /// A file of that type: `image`, `video` or `document`.
        case media(type: String)
    }

    var header: Header {
        let parts = parts
        if parts.hasMediaHeader, let format = parts.headerFormat { return .media(type: format.lowercased()) }
        return .text(variableCount: parts.headerText.map { TemplateText($0).variables.count } ?? 0)
    }

    /// The places of the buttons that a message may say something about.
    var buttonIndices: Range<Int> { parts.buttons.indices }

    /// The body with values in the place of its variables; a variable that has none stays as it is.
    package func body(filledWith parameters: [String]) -> String {
        TemplateText(body).filled(with: parameters)
    }
}

extension Template: Resource {
    /// The lists that a template stands in.
    package enum ListKey: Hashable, Sendable {
        /// Those of a number in a status and in a language, nil for any, as listTemplates shows them.
        case known(accountID: String, status: Status?, language: String?)
        /// All languages of a name, those among them that only Meta knows of.
        case named(accountID: String, name: String)
        /// Those of a number that the next sync changes.
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

    /// Writes the template with its number as that is now.
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
