import Documents
import OrderedCollections

extension ContractChecker {
    private static let locations = ["query", "path", "header", "cookie"]

    /// Checks the fields that are necessary to read a parameter: `name` and `in`.
    mutating func checkParameter(_ members: JSONObject) {
        if members["name"]?.string == nil { report("the parameter has no `name`", hint: "name: limit") }
        guard let kind = members["in"] else {
            return report("the parameter does not say where it stands", hint: "in: query")
        }
        guard let name = kind.string, !Self.locations.contains(name) else {
            if kind.string == nil { within("in") { $0.report("`in` must be a string", hint: "in: query") } }
            return
        }
        let hint = name.closest(among: Self.locations).map { "did you mean `\($0)`?" }
        within("in") {
            $0.report("`\(name)` is not a place for a parameter", hint: hint ?? Self.locations.joinedAlternatives)
        }
    }

    // MARK: Rules

    mutating func checkParameterRules(_ members: JSONObject) {
        let location = members["in"]?.string ?? "query"
        checkSchemaOrContent(members, of: .parameter)
        if location == "path", members["required"]?.bool != true {
            reportBreach("a path parameter must have `required: true`")
        }
        if location == "path", members["name"]?.string?.contains(where: { "{}".contains($0) }) == true {
            within("name") { $0.reportBreach("the name of a path parameter must not have braces") }
        }
        checkStyle(members["style"], of: location)
        for field in ["allowReserved", "allowEmptyValue"] where members[field] != nil && location != "query" {
            within(field) { checker in
                checker.reportBreach(
                    "`\(field)` cannot be used with `in: \(location)`",
                    hint: "it belongs to query parameters alone",
                    atKey: true
                )
            }
        }
    }

    mutating func checkHeaderRules(_ members: JSONObject) {
        checkSchemaOrContent(members, of: .header)
        checkStyle(members["style"], of: "header")
    }

    mutating func checkEncodingRules(_ members: JSONObject) {
        checkStyle(members["style"], of: "query")
    }

    private static let styles = [
        "path": ["simple", "label", "matrix"], "header": ["simple"], "cookie": ["form"],
        "query": ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ]

    private mutating func checkStyle(_ style: JSONValue?, of location: String) {
        guard let style = style?.string, let allowed = Self.styles[location], !allowed.contains(style) else { return }
        let meant = style.closest(among: allowed).map { "did you mean `\($0)`?" }
        within("style") { checker in
            checker.reportBreach(
                "`\(style)` is not a style of a \(location) parameter",
                hint: meant ?? "it can be \(allowed.joinedAlternatives)"
            )
        }
    }

    private mutating func checkSchemaOrContent(_ members: JSONObject, of kind: ObjectKind) {
        checkExamplesExclude(members)
        guard let content = members["content"] else {
            guard members["schema"] == nil else { return }
            return reportBreach("the \(kind.rawValue) has no `schema`", hint: "schema: { type: string }")
        }
        if let content = content.object, content.count != 1 {
            within("content") { $0.reportBreach("`content` must have exactly one media type here", atKey: true) }
        }
        guard members["schema"] == nil else {
            return reportBreach("the \(kind.rawValue) has both `schema` and `content`", hint: "keep one of them")
        }
        for field in ["style", "explode", "allowReserved", "example", "examples"] where members[field] != nil {
            within(field) { checker in
                checker.reportBreach(
                    "`\(field)` cannot be used with `content`",
                    hint: field.hasPrefix("example") ? "put it under the media type" : "it belongs to `schema`",
                    atKey: true
                )
            }
        }
    }

    mutating func checkExamplesExclude(_ members: JSONObject) {
        guard members["example"] != nil, members["examples"] != nil else { return }
        within("examples") {
            $0.reportBreach("`example` and `examples` cannot be used together", hint: "keep one of them", atKey: true)
        }
    }

    /// Reports parameters in one list with the same name and location; names of headers are compared without case.
    mutating func checkRepeatedParameters() {
        var known: Set<String> = []
        for parameter in declaredParameters(of: place) {
            let name = parameter.location == "header" ? parameter.name.lowercased() : parameter.name
            guard !known.insert("\(parameter.location) \(name)").inserted else { continue }
            note(
                Finding(
                    place: parameter.place,
                    atKey: false,
                    message: "the \(parameter.location) parameter `\(parameter.name)` is declared twice",
                    hint: "join both into one",
                    weight: .breach
                )
            )
        }
    }
}
