import Documents
import OrderedCollections

/// The components of a template, by their type.
struct TemplateParts {
    let category: Template.Category
    private let header: JSONObject?
    private let bodyComponent: JSONObject?
    private let footer: JSONObject?
    /// The buttons as createTemplate received them.
    let buttons: [JSONValue]

    /// Finds the first component of each type.
    init(_ components: [JSONObject], category: Template.Category) {
        func component(_ type: String) -> JSONObject? { components.first { $0["type"]?.string == type } }
        self.category = category
        header = component("HEADER")
        bodyComponent = component("BODY")
        footer = component("FOOTER")
        buttons = component("BUTTONS")?["buttons"]?.array ?? []
    }

    // MARK: Header

    /// The header's format, such as `TEXT` or `IMAGE`; nil without a header.
    var headerFormat: String? { header.map { $0["format"]?.string ?? "TEXT" } }

    /// The text of a text header, or the URL of the first sample of a media header.
    var headerContent: String? { hasMediaHeader ? headerSamples.first : headerText }

    /// Whether the header is an image, a video or a document.
    var hasMediaHeader: Bool { headerFormat.map { $0 != "TEXT" } ?? false }

    var headerText: String? { header?["text"]?.string }

    /// The URLs of the sample files of a media header, which Meta's reviewers see.
    var headerSamples: [String] {
        ["header_url", "header_handle"].flatMap { header?["example"]?[$0]?.array ?? [] }.compactMap(\.string)
    }

    // MARK: Body and footer

    /// Whether the body component contains a text.
    var hasBodyText: Bool { bodyComponent?["text"]?.string != nil }

    /// The text of the body; for an authentication template without one, the text that Meta writes.
    var bodyText: String? {
        if let text = bodyComponent?["text"]?.string { return text }
        guard category == .authentication, let bodyComponent else { return nil }
        let warning = " For your security, do not share this code."
        let isWarned = bodyComponent["add_security_recommendation"] == true
        return "*{{1}}* is your verification code." + (isWarned ? warning : "")
    }

    var hasFooter: Bool { footer != nil }

    /// The text of the footer; for an authentication template without one, the text that Meta writes.
    var footerText: String? {
        if let text = footer?["text"]?.string { return text }
        guard category == .authentication, let minutes = footer?["code_expiration_minutes"]?.integer else { return nil }
        return "This code expires in \(minutes) minutes."
    }

    /// The variables of header and body, each once; both count from `1`, so the longer list contains all.
    var variables: [String] {
        [headerText, bodyText].compactMap(\.self).map { TemplateText($0).variables }
            .max { $0.count < $1.count } ?? []
    }
}
