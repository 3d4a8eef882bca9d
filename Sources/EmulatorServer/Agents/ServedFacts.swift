import Contract
import Documents
import EmulatorCore
import OrderedCollections

/// What this server serves, under the address that the client used.
struct ServedFacts {
    /// What the program is, in one sentence.
    static let summary =
        "kirimdev-mock is an in-memory emulator of the Kirimdev WhatsApp API for tests and local development: it keeps "
        + "state, applies the rules, errors, plans and limits of the API, and sends signed webhooks."

    /// The start of every URL, such as `http://127.0.0.1:8080`.
    let origin: String
    let contract: Contract
    let control: Contract
    let controlDocument: JSONValue
    /// Whether the control API requires the admin token.
    let requiresToken: Bool

    /// The base URL of the API.
    var baseURL: String { origin + contract.basePath }

    /// The base URL of the control API.
    var controlURL: String { origin + "/__admin" }

    /// The header of the admin token.
    var tokenHeader: String { ControlGuard.tokenHeader }

    /// Where the API and the control API are, and what they require, as items of a list.
    var addresses: [String] {
        let token = "Each request to it must have the admin token in the header `\(tokenHeader)`."
        return [
            "- Base URL of the API: \(baseURL)",
            keys,
            "- Control API: \(controlURL). With a key, a call acts on the sandbox of that key; without one, on all "
                + "sandboxes." + (requiresToken ? " " + token : ""),
        ]
    }

    private var keys: String {
        guard contract.usesKeys else { return "- API key: the contract requires none." }
        let places = OrderedSet(contract.securitySchemes.map(\.description)).joined(separator: " or ")
        return
            "- API key: `\(SandboxRegistry.sampleKey)`, or any other text that starts with `kdv_test_`, in \(places). "
            + "Each key has a sandbox of its own."
    }

    // MARK: Tools

    /// The endpoints with tools for agents, as items of a list.
    var endpoints: [String] {
        let path = MCPEndpoint.path
        let names = contract.tools.map(\.name).joined(separator: ", ")
        let ofAPI = names.isEmpty ? nil : "- [Tools of the API](\(origin)\(path)), with the API key: \(names)"
        let ofEmulator = control.operation("controlMCP").map { operation in
            "- [Tools of the emulator](\(url(of: operation))), with or without the API key: \(emulatorTools)"
        }
        return [ofAPI, ofEmulator].compactMap { $0 }
    }

    private var emulatorTools: String {
        FixtureTools.all.map(\.definition.name).joined(separator: ", ")
    }

    // MARK: The control API

    /// The URL of an operation of the control API.
    func url(of operation: Operation) -> String { origin + operation.fullPath }

    /// The summary of an operation of the control API.
    func summary(of operation: Operation) -> String {
        members(of: operation)?["summary"]?.string ?? operation.id
    }

    /// The operation object in control.yaml.
    func members(of operation: Operation) -> JSONValue? {
        controlDocument["paths"]?[operation.pathTemplate]?[operation.method.lowercased()]
    }
}
