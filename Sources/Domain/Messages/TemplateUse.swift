import Documents

/// Which template a message is made from, and what goes in the place of its variables.
package struct TemplateUse: Hashable, Sendable {
    let name: String
    let language: String
    let header: [Parameter]
    let buttons: [Button]
    private let body: [Parameter]

    /// The texts of the body; parameters that are no text count like the others.
    var parameters: [String] { body.map { $0.text ?? "" } }

    /// One value of a component.
    struct Parameter: Hashable, Sendable {
        /// In lower case: `text`, `image` and so on.
        let type: String
        let text: String?
        /// Whether the object named like its type says where the file is.
        let hasMedia: Bool

        init(_ json: JSONValue) {
            type = json["type"]?.string?.lowercased() ?? ""
            text = json["text"]?.string
            let media = json[type]
            hasMedia = (media?["link"] ?? media?["id"])?.string != nil
        }
    }

    /// What is said about one button of the template.
    struct Button: Hashable, Sendable {
        /// Its place among the buttons; nil where none is given.
        let index: Int?
        let parameters: [Parameter]
    }

    init(_ json: JSONValue) {
        name = json["name"]?.string ?? ""
        language = Self.language(json)
        let components = json["components"]?.array ?? []
        func parameters(of type: String) -> [Parameter] {
            let component = components.first { Self.type(of: $0) == type }
            return (component?["parameters"]?.array ?? []).map(Parameter.init)
        }
        header = parameters(of: "header")
        body = parameters(of: "body")
        buttons = components.filter { Self.type(of: $0) == "button" }.map { component in
            Button(
                index: component["index"].flatMap { $0.integer ?? $0.string.flatMap { Int($0) } },
                parameters: (component["parameters"]?.array ?? []).map(Parameter.init)
            )
        }
    }

    private static func type(of component: JSONValue) -> String? { component["type"]?.string?.lowercased() }

    /// The language may be a string, or an object with the code.
    static func language(_ json: JSONValue) -> String {
        json["language"]?.string ?? json["language"]?["code"]?.string ?? ""
    }
}

// MARK: What Meta refuses

extension TemplateUse {
    /// What lets a send of the template fail before Meta accepts it (kirimdev-api 9.1); nil if nothing does.
    func problem(with template: Template, checkingAll: Bool) -> MessageFailure? {
        if parameters.count != template.bodyVariableCount { return .templateParameterCount }
        guard checkingAll else { return nil }
        if let problem = headerProblem(with: template.header) { return problem }
        let isButtonMissing = buttons.contains { $0.index.map { !template.buttonIndices.contains($0) } ?? true }
        let texts = (header + body + buttons.flatMap(\.parameters)).filter { $0.type == "text" }
        return isButtonMissing || texts.contains { !$0.hasAllowedText } ? .templateComponentFormat : nil
    }

    private func headerProblem(with wanted: Template.Header) -> MessageFailure? {
        switch wanted {
        case .text(let variableCount):
            if header.count != variableCount { return .templateParameterCount }
            return header.allSatisfy { $0.type == "text" } ? nil : .templateComponentFormat
        case .media(let type):
            guard let first = header.first, first.type == type, first.hasMedia else { return .templateComponentFormat }
            return header.count == 1 ? nil : .templateParameterCount
        }
    }
}

extension TemplateUse.Parameter {
    /// Meta takes no empty text, no line break, no tab and not four blanks in a row.
    fileprivate var hasAllowedText: Bool {
        guard let text, !text.isEmpty else { return false }
        return !text.contains { $0.isNewline || $0 == "\t" } && !text.contains("    ")
    }
}
