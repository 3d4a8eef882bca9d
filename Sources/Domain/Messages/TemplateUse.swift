import Documents

/// The template that a message is made from, with the values of its variables.
package struct TemplateUse: Hashable, Sendable {
    let name: String
    let language: String
    let header: [Parameter]
    let buttons: [Button]
    private let body: [Parameter]

    /// The values of the body's variables; a parameter without a text counts as an empty one.
    var parameters: [String] { body.map { $0.text ?? "" } }

    /// One value for a component of the template.
    struct Parameter: Hashable, Sendable {
        /// The type in lower case, such as `text` or `image`.
        let type: String
        let text: String?
        /// Whether the object named like the type has a `link` or an `id` of the file.
        let hasMedia: Bool

        init(_ json: JSONValue) {
            type = json["type"]?.string?.lowercased() ?? ""
            text = json["text"]?.string
            let media = json[type]
            hasMedia = (media?["link"] ?? media?["id"])?.string != nil
        }
    }

    /// The parameters of one button of the template.
    struct Button: Hashable, Sendable {
        /// The index of the button in the template; nil if the request has none.
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

    /// Reads the language, which may be a string or an object with `code`.
    static func language(_ json: JSONValue) -> String {
        json["language"]?.string ?? json["language"]?["code"]?.string ?? ""
    }
}

// MARK: Checks of Meta

extension TemplateUse {
    /// The failure of a send of the template before Meta accepts it; nil if there is none (kirimdev-api 9.1).
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
    /// Whether Meta accepts the text: not empty, and no line break, no tab and no four spaces in a row.
    fileprivate var hasAllowedText: Bool {
        guard let text, !text.isEmpty else { return false }
        return !text.contains { $0.isNewline || $0 == "\t" } && !text.contains("    ")
    }
}
