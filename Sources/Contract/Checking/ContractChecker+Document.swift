import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks the whole contract and every document that it refers to.
    mutating func checkDocument() {
        guard case .object(let members) = root else {
            isUnusable = true
            return report("this is not an OpenAPI document: it must be an object")
        }
        guard checkVersion(members) else { return isUnusable = true }
        check(root, as: .document)
        checkPaths(members["paths"])
        if members["paths"] == nil, members["webhooks"] == nil, members["components"] == nil {
            report("one of `paths`, `webhooks` and `components` must be there", hint: "paths: {}")
        }
        resolveReferences()
        checkDeclaredNames()
        resolveReferences()
        checkEndlessReferences()
        checkErrorCodes()
        checkTools()
    }

    // MARK: Version

    private mutating func checkVersion(_ members: JSONObject) -> Bool {
        guard let version = members["openapi"] else {
            reportNoVersion(members)
            return false
        }
        guard let text = version.string, text.hasPrefix("3.1.") || text == "3.1" else {
            within("openapi") { $0.reportVersion(version) }
            return false
        }
        within("openapi") { checker in
            guard !Self.isFullVersion(text) else { return }
            checker.reportBreach("`\(text)` is not a full version", hint: "write openapi: \"3.1.0\"")
        }
        return true
    }

    private mutating func reportNoVersion(_ members: JSONObject) {
        if members["swagger"] != nil {
            return within("swagger") { checker in
                checker.report(
                    "this is a Swagger 2.0 document, and only OpenAPI 3.1 is supported",
                    hint: "convert it to OpenAPI 3.1; to write `openapi` in place of `swagger` is not enough",
                    atKey: true
                )
            }
        }
        let meant = members.keys.first { $0.lowercased() == "openapi" } ?? "openapi".closest(among: members.keys)
        let hint = meant.map { "the key `\($0)` must be spelled `openapi`" } ?? "openapi: \"3.1.0\""
        report("the key `openapi` is missing", hint: hint)
    }

    private mutating func reportVersion(_ version: JSONValue) {
        guard let text = version.string else {
            guard let number = version.double else {
                return report("`openapi` must be a string", hint: "openapi: \"3.1.0\"")
            }
            let found = number.description
            guard found == "3.1" else {
                return report("OpenAPI \(found) is not supported", hint: Self.hint(for: found))
            }
            return report(
                "the version is the number 3.1, but it must be a string",
                hint: "put it in quotes and add the patch number: openapi: \"3.1.0\""
            )
        }
        report("OpenAPI \(text) is not supported", hint: Self.hint(for: text))
    }

    private static func hint(for version: String) -> String {
        if version.hasPrefix("3.0") || version == "3" {
            return "convert it to 3.1: `nullable: true` becomes `\"null\"` in the list of types, a true"
                + " `exclusiveMinimum` or `exclusiveMaximum` becomes the number itself, then write openapi: \"3.1.0\""
        }
        if version.hasPrefix("3.") {
            return "only 3.1 is; if the document uses nothing newer, write openapi: \"3.1.1\""
        }
        if version.hasPrefix("2") { return "this is the version of Swagger; convert the document to OpenAPI 3.1" }
        return "only 3.1 is, whose schemas are JSON Schema 2020-12; write openapi: \"3.1.0\""
    }

    /// Whether a version is `3.1.` with a number and optionally a suffix after a hyphen.
    private static func isFullVersion(_ text: String) -> Bool {
        let patch = text.utf8.dropFirst(4)
        let digits = patch.prefix(while: \.isDigit)
        let rest = patch.dropFirst(digits.count)
        return !digits.isEmpty && (rest.isEmpty || rest.first == UInt8(ascii: "-") && rest.count > 1)
    }

    // MARK: Error catalogue

    mutating func checkCatalogEntry(_ members: JSONObject) {
        if members["status"]?.integer == nil {
            report("the error code has no `status`", hint: "status: 400", atKey: true)
        }
        guard let mark = members["x-injected-only"], mark.bool == nil else { return }
        report("`x-injected-only` should be true or false", at: place.appending("x-injected-only"))
    }
}
