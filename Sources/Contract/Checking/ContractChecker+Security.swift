import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks that each name is declared under `components.securitySchemes` and has a list of scopes.
    mutating func checkSecurityRequirement(_ members: JSONObject) {
        let schemes = root["components"]?["securitySchemes"]?.object ?? [:]
        for (name, scopes) in members {
            within(name) { checker in
                if schemes[name] == nil {
                    let meant = name.closest(among: schemes.keys).map { "did you mean `\($0)`?" }
                    checker.reportBreach(
                        "the security scheme `\(name)` is not declared",
                        hint: meant ?? "declare it in components.securitySchemes",
                        atKey: true
                    )
                }
                guard !(scopes.array?.allSatisfy { $0.string != nil } ?? false) else { return }
                checker.reportBreach("`\(name)` must be a list of scopes", hint: "\(name): []")
            }
        }
    }

    mutating func checkSecurityScheme(_ members: JSONObject) {
        guard let type = members["type"]?.string else { return }
        switch type {
        case "apiKey":
            require(["name", "in"], of: type, members)
            guard let location = members["in"]?.string else { return }
            expect(location, isOneOf: ["query", "header", "cookie"], as: "place for a key", at: "in")
        case "http": require(["scheme"], of: type, members)
        case "oauth2": require(["flows"], of: type, members)
        case "openIdConnect": require(["openIdConnectUrl"], of: type, members)
        case "mutualTLS": return
        default:
            let types = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]
            expect(type, isOneOf: types, as: "type of a security scheme", at: "type")
        }
    }

    private mutating func require(_ fields: [String], of type: String, _ members: JSONObject) {
        for field in fields where members[field] == nil {
            reportBreach("a security scheme of the type \(type) must have `\(field)`", atKey: true)
        }
    }

    private mutating func expect(_ word: String, isOneOf words: [String], as meaning: String, at field: String) {
        guard !words.contains(word) else { return }
        let meant = word.closest(among: words).map { "did you mean `\($0)`?" }
        within(field) {
            $0.reportBreach("`\(word)` is not a \(meaning)", hint: meant ?? "it can be \(words.joinedAlternatives)")
        }
    }

    /// Checks that an OAuth flow has the URLs that its kind, which is its key, requires.
    mutating func checkFlow(_ members: JSONObject) {
        let name = tokens.last ?? ""
        let needsAuthorization = ["implicit", "authorizationCode"].contains(name)
        let needsToken = ["password", "clientCredentials", "authorizationCode"].contains(name)
        if needsAuthorization, members["authorizationUrl"] == nil {
            reportBreach("the flow `\(name)` must have `authorizationUrl`", atKey: true)
        }
        if needsToken, members["tokenUrl"] == nil {
            reportBreach("the flow `\(name)` must have `tokenUrl`", atKey: true)
        }
    }
}
