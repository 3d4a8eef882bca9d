extension StringProtocol {
    /// The text, or its first characters and an ellipsis if it is longer.
    func shortened(to limit: Int) -> String {
        let start = prefix(limit)
        return start.endIndex == endIndex ? String(self) : "\(start)…"
    }

    /// The text with control characters as escapes, so that a terminal does not interpret them.
    var withVisibleControls: String {
        replacingScalars { $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : nil }
    }

    /// The text with some scalars replaced, also those that are only a part of a character, such as in CR LF.
    func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var text = ""
        for scalar in unicodeScalars {
            if let replacement = replacement(scalar) {
                text += replacement
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension String {
    /// The text without `##[`, which begins a command of GitHub Actions wherever it is in a line of a log.
    ///
    /// `::` begins one only at the start of a line, where no report has a text of a file or of a response.
    var withoutWorkflowCommands: String { replacing("##[", with: "# #[") }
}
