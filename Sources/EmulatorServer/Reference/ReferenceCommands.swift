import Documents
import OrderedCollections

/// Writes commands for a shell that send the calls of the reference to this server.
struct ReferenceCommands {
    /// The start of every URL, such as `http://127.0.0.1:8080`.
    let origin: String
    /// A key that the server accepts.
    let key: String
    /// The header of the admin token; nil if the server has none.
    let tokenHeader: String?
    /// Whether curl must accept a certificate that nobody has signed for it.
    let acceptsCertificate: Bool

    /// The command with the first example as the body.
    ///
    /// A path parameter has its example, or its name in capitals, which somebody replaces. A required body without an
    /// example is what a GET of the same path responds with.
    func text(for operation: ReferenceOperation) -> String {
        let url = ShellWord.quoted(origin + target(of: operation))
        let options = headers(for: operation)
        guard let (type, _) = operation.bodyContent else {
            let method = operation.method == "GET" ? [] : ["-X \(operation.method)"]
            return line([curl(for: operation)] + method + options + [url])
        }
        let ofBody = ["-H " + ShellWord.quoted("Content-Type: \(type)")]
        if let example = operation.examples.first?.value {
            let data =
                example.string.map { "--data-binary \(ShellWord.quoted($0))" }
                ?? "-d \(ShellWord.quoted(example.text))"
            return line([curl(for: operation)] + method(of: operation) + options + ofBody + [data, url])
        }
        let start = [curl(for: operation), "-X \(operation.method)"] + options
        guard operation.body?["required"]?.bool == true else { return line(start + [url]) }
        let source = line([curl(for: operation)] + options + [url])
        return source + " | " + line(start + ofBody + ["--data-binary @-", url])
    }

    private func line(_ words: [String]) -> String { words.joined(separator: " ") }

    private func curl(for operation: ReferenceOperation) -> String {
        "curl -s" + (acceptsCertificate ? "k" : "") + (operation.isStream ? "N" : "")
    }

    /// The option with the method of a request that has a body; curl sends POST by itself.
    private func method(of operation: ReferenceOperation) -> [String] {
        operation.method == "POST" ? [] : ["-X \(operation.method)"]
    }

    private func headers(for operation: ReferenceOperation) -> [String] {
        var fields: [String] = []
        if operation.isPage { fields.append("Accept: text/html") }
        if operation.takesKey, operation.access != "page" { fields.append("Authorization: Bearer \(key)") }
        if let tokenHeader, !["entry", "open"].contains(operation.access) { fields.append("\(tokenHeader): TOKEN") }
        return fields.map { "-H " + ShellWord.quoted($0) }
    }

    /// The path, and the key of a page, which has it in the query because a browser cannot send it in a header.
    private func target(of operation: ReferenceOperation) -> String {
        let path = operation.parameters.filter { $0["in"] == "path" }.reduce(operation.path) { path, parameter in
            let name = parameter["name"]?.string ?? ""
            let example = parameter["example"]
            return path.replacing("{\(name)}", with: example?.string ?? example?.text ?? name.uppercased())
        }
        return operation.takesKey && operation.access == "page" ? path + "?api_key=\(key)" : path
    }
}
