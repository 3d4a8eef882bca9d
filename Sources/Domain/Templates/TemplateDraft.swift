package import Documents
import OrderedCollections

/// The input of createTemplate.
package struct TemplateDraft: Hashable, Sendable {
    /// The name: lower-case letters, digits and underscores.
    package var name: String
    /// A language code such as `id` or `en_US`.
    package var language: String
    /// The purpose of the template.
    package var category: Template.Category
    /// The components: header, body, footer and buttons.
    package var components: [JSONObject]
    /// The names of the variables; nil or empty for the numbers of the variables in header and body.
    package var variables: [String]?

    /// A draft with those fields.
    package init(
        name: String,
        language: String,
        category: Template.Category,
        components: [JSONObject],
        variables: [String]? = nil
    ) {
        self.name = name
        self.language = language
        self.category = category
        self.components = components
        self.variables = variables
    }

    /// A draft of a template with only a body.
    package init(name: String, language: String, category: Template.Category, body: String) {
        self.init(
            name: name,
            language: language,
            category: category,
            components: [["type": "BODY", "text": .string(body)]]
        )
    }

    private var parts: TemplateParts { TemplateParts(components, category: category) }

    /// The names of the variables that the template shows.
    var shownVariables: [String] {
        if let variables, !variables.isEmpty { return variables }
        return parts.variables
    }
}

// MARK: Checks

extension TemplateDraft {
    /// Throws `invalidField` for components that the schema accepts but Meta does not (createTemplate, `components`).
    package func checkComponents() throws(DomainError) {
        guard let problem = parts.problem else { return }
        throw .invalidField("components", detail: problem)
    }
}

extension TemplateParts {
    /// The first problem of the components; nil if there is none.
    fileprivate var problem: String? {
        headerProblem ?? bodyProblem ?? footerProblem
    }

    private var headerProblem: String? {
        guard headerFormat != nil else { return nil }
        guard !hasMediaHeader else { return sampleProblem }
        guard let headerText, !headerText.isEmpty else { return "the header needs a text" }
        return numberProblem(of: headerText, "the header")
    }

    /// The problem of the header's sample; Meta fetches it, so its URL must be public.
    private var sampleProblem: String? {
        guard !headerSamples.isEmpty else {
            return "the header needs a sample: a public https URL in example.header_url or example.header_handle"
        }
        for url in headerSamples {
            guard PublicURL.isAllowed(url) else { return "the sample of the header must be a public https URL" }
            let path = url.prefix { $0 != "?" && $0 != "#" }
            guard !path.lowercased().hasSuffix(".webp") else { return "the sample of the header must be JPEG or PNG" }
        }
        return nil
    }

    private var bodyProblem: String? {
        if category == .authentication, hasBodyText {
            return "the body of an authentication template must have no text: Meta writes it"
        }
        guard let bodyText, !bodyText.isEmpty else { return "the body needs a text" }
        if TemplateText(bodyText).endsWithVariable { return "the body must not end with a variable" }
        return numberProblem(of: bodyText, "the body")
    }

    private var footerProblem: String? {
        guard hasFooter else { return nil }
        return footerText?.isEmpty == false ? nil : "the footer needs a text"
    }

    private func numberProblem(of text: String, _ part: String) -> String? {
        let variables = TemplateText(text).variables
        let expected = variables.indices.map { String($0 + 1) }
        guard variables != expected else { return nil }
        return "the variables of \(part) must be {{1}}, {{2}} and so on, each once and in this order"
    }
}
