import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks the keywords that OpenAPI adds to schemas, and rules that do not affect validation.
    mutating func checkSchemaRules(_ members: JSONObject) {
        if let value = members["discriminator"] { within("discriminator") { $0.checkDiscriminator(value) } }
        if let value = members["xml"] { within("xml") { $0.check(value, as: .xml) } }
        if let value = members["externalDocs"] {
            within("externalDocs") { $0.check(value, as: .externalDocumentation) }
        }
        for keyword in ["required", "type"] { checkUnique(members[keyword], keyword) }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            guard let name = members[keyword]?.string, !Self.isAnchor(name) else { continue }
            within(keyword) {
                $0.reportBreach("`\(name)` is not an anchor", hint: "it must begin with a letter or an underscore")
            }
        }
        checkDialect(members["$schema"])
        if members["nullable"] == true { names.nullables.append(place.appending("nullable")) }
    }

    /// Reports `nullable` once for all its places, of which a contract converted from 3.0 can have hundreds.
    mutating func remarkOnNullables() {
        guard let first = names.nullables.first else { return }
        let type = index.value(at: first.outer)?["type"]?.string ?? "string"
        let others = names.nullables.count - 1
        let count = others == 0 ? "" : ", here and in \(others) other \(others == 1 ? "place" : "places")"
        at(first) {
            $0.remark(
                "`nullable` means nothing since OpenAPI 3.1\(count)",
                hint: "write type: [\(type), \"null\"]",
                atKey: true
            )
        }
    }

    private mutating func checkUnique(_ list: JSONValue?, _ keyword: String) {
        var known: Set<JSONValue> = []
        for (position, element) in (list?.array ?? []).enumerated() where !known.insert(element).inserted {
            within(keyword) { checker in
                checker.within(String(position)) {
                    $0.reportBreach("`\(element.plainText)` occurs twice in `\(keyword)`")
                }
            }
        }
    }

    /// Whether a name is a letter or `_`, followed by letters, digits, `-`, `_` and `.` (JSON Schema 2020-12, 8.2.2).
    private static func isAnchor(_ name: String) -> Bool {
        guard let first = name.utf8.first else { return false }
        return isComponentName(name) && !first.isDigit && first != UInt8(ascii: "-")
            && first != UInt8(ascii: ".")
    }

    /// Reports another dialect than JSON Schema 2020-12, as all schemas are read in that one.
    mutating func checkDialect(_ dialect: JSONValue?) {
        guard let text = dialect?.string, !text.isEmpty else { return }
        let known = ["https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.1/"]
        guard !known.contains(where: { text.hasPrefix($0) }) else { return }
        within(tokens.isEmpty ? "jsonSchemaDialect" : "$schema") {
            $0.remark("the dialect `\(text)` is not checked: schemas are read as JSON Schema 2020-12")
        }
    }
}
