import Contract

/// Commands for a shell that show what the server does, and that work as they stand.
struct CurlCommands {
    /// A command and what it is for.
    typealias Command = (purpose: String, text: String)

    let origin: String
    let contract: Contract
    /// A key that the server accepts; nil if there is none, or if the contract uses no keys.
    let key: String?
    /// Whether the control API requires the admin token.
    let requiresToken: Bool
    /// Whether curl must accept a certificate that nobody has signed for it.
    let acceptsCertificate: Bool

    /// Three commands: calls of the API if its contract has them, then calls that every server answers.
    var all: [Command] {
        let body = "-H 'Content-Type: application/json' -d '{\"name\": \"Acme Logistics\"}'"
        let commands = [
            call("createCustomer", "Create a customer", body),
            call("listCustomers", "List the customers"),
            Command("See what the server has received", control("/requests")),
            Command("Ask whether the server is ready", curl("", origin + "/readyz")),
            Command("Read where everything is", curl("", origin + "/llms.txt")),
        ]
        return Array(commands.compactMap { $0 }.prefix(3))
    }

    /// A call of the API; nil if the contract does not have it, or if no key for it is known.
    private func call(_ operation: String, _ purpose: String, _ body: String? = nil) -> Command? {
        guard let operation = contract.operation(operation), let credentials else { return nil }
        let options = [credentials, body].compactMap { $0 }.filter { !$0.isEmpty }
        return (purpose, curl(options.joined(separator: " "), origin + operation.fullPath))
    }

    private func control(_ path: String) -> String {
        let token = requiresToken ? "-H '\(ControlGuard.tokenHeader): TOKEN'" : nil
        let options = [credentials, token].compactMap { $0 }.filter { !$0.isEmpty }
        return curl(options.joined(separator: " "), "\(origin)/__admin\(path)")
    }

    /// The option with the key; empty if the contract uses no keys, nil if no key for a bearer header is known.
    private var credentials: String? {
        guard contract.usesKeys else { return "" }
        guard let key, contract.securitySchemes.contains(where: { $0.place == .bearer }) else { return nil }
        return "-H " + ShellWord.quoted("Authorization: Bearer \(key)")
    }

    private func curl(_ options: String, _ url: String) -> String {
        let start = acceptsCertificate ? "curl -sk" : "curl -s"
        return [start, options, ShellWord.quoted(url)].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
