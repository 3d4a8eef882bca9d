import Documents
import OrderedCollections

/// The components of a template by their kinds.
struct TemplateParts {
    let category: Template.Category
    private let header: JSONObject?
    private let bodyComponent: JSONObject?
    private let footer: JSONObject?
    /// The buttons, as they were created.
    let buttons: [JSONValue]

    /// Takes components apart, of which there is at most one of each kind.
    init(_ components: [JSONObject], category: Template.Category) {
        func component(_ type: String) -> JSONObject? { components.first { $0["type"]?.string == type } }
        self.category = category
        header = component("HEADER")
        bodyComponent = component("BODY")
        footer = component("FOOTER")
        buttons = component("BUTTONS")?["buttons"]?.array ?? []
    }

    // MARK: Header

    /// What the header is made of; nil without a header.
    var headerFormat: String? { header.map { $0["format"]?.string ?? "TEXT" } }

    /// The text of the header, or the URL of its sample.
    var headerContent: String? { hasMediaHeader ? headerSamples.first : headerText }

    /// Whether the header is an image, a video or a document.
    var hasMediaHeader: Bool { headerFormat.map { $0 != "TEXT" } ?? false }

    var headerText: String? { header?["text"]?.string }

    /// The URLs that show a reviewer what a media header looks like.
    var headerSamples: [String] {
        ["header_url", "header_handle"].flatMap { header?["example"]?[$0]?.array ?? [] }.compactMap(\.string)
    }

    // MARK: Body and footer

    /// Whether the body brings a text.
    var hasBodyText: Bool { bodyComponent?["text"]?.string != nil }

    /// The text of the body; that of an authentication template is Meta's own unless it brings one.
    var bodyText: String? {
        if let text = bodyComponent?["text"]?.string { return text }
        guard category == .authentication, let bodyComponent else { return nil }
        let warning = " For your security, do not share this code."
        let isWarned = bodyComponent["add_security_recommendation"] == true
        return "*{{1}}* is your verification code." + (isWarned ? warning : "")
    }

    /// Whether there is a footer.
    var hasFooter: Bool { footer != nil }

    /// The text of the footer; that of an authentication template is Meta's own unless it brings one.
    var footerText: String? {
        if let text = footer?["text"]?.string { return text }
        guard category == .authentication, let minutes = footer?["code_expiration_minutes"]?.integer else { return nil }
        return "This code expires in \(minutes) minutes."
    }

    /// The numbers of the variables in header and body, each once.
    var variables: [String] {
        [headerText, bodyText].compactMap(\.self).map { TemplateText($0).variables }
            .max { $0.count < $1.count } ?? []
    }
}
