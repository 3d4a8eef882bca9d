import Contract
import Documents
import OrderedCollections

extension StepReader {
    /// Reads a request with what is expected of its response; nil if it is not clear where it goes.
    mutating func request(_ argument: Row, of row: Row) -> RequestStep? {
        let target = target(argument)
        let background = background(of: row)
        let (expectation, saved) = response(of: row, to: .request)
        if let target, expectation.within != nil { checkRepetition(of: target, row) }
        let body = body(argument)
        guard let target else { return nil }
        return RequestStep(
            target: target,
            query: argument.json["query"]?.object ?? [:],
            headers: argument.json["headers"]?.object ?? [:],
            body: body,
            key: key(argument.json["api_key"]),
            background: background,
            expectation: expectation,
            saved: saved
        )
    }

    /// Reports a `within` of a request that may change something when it is sent again.
    private mutating func checkRepetition(of target: RequestStep.Target, _ row: Row) {
        let method =
            switch target {
            case .operation(let id, _): contract.operation(id)?.method
            case .url(let method, _): method
            }
        guard let method, !["GET", "HEAD"].contains(method) else { return }
        let place = row.place.appending("expect").appending("within")
        let message = "`within` sends the request again, so that its method must be GET or HEAD, not \(method)"
        findings.add(message, at: place, isAtKey: true)
    }

    // MARK: Target

    private mutating func target(_ argument: Row) -> RequestStep.Target? {
        switch (argument.text("operation"), argument.text("method"), argument.text("url")) {
        case (let id?, nil, nil):
            checkOperation(id, argument)
            return .operation(id, path: argument.json["path"]?.object ?? [:])
        case (nil, let method?, let url?):
            checkURL(url, argument)
            return .url(method: method.uppercased(), url: url)
        case (_?, let method, _):
            let other = method == nil ? "url" : "method"
            let place = argument.place.appending(other)
            findings.add("`\(other)` cannot be given with `operation`", at: place, isAtKey: true)
            return nil
        case (nil, _, _):
            findings.add("a request needs `operation`, or both `method` and `url`", at: argument.place)
            return nil
        }
    }

    private mutating func checkURL(_ url: String, _ argument: Row) {
        let place = argument.place.appending("url")
        let starts = ["/", "http://", "https://", "${"]
        if !starts.contains(where: url.hasPrefix) {
            findings.add("`url` must begin with a slash, or with http:// or https://", at: place)
        }
        for member in ["path", "query"] where argument.json[member] != nil {
            let message = "`\(member)` belongs to `operation`"
            let place = argument.place.appending(member)
            findings.add(message, at: place, isAtKey: true, hint: "write the values into `url`")
        }
    }

    private mutating func checkOperation(_ id: String, _ argument: Row) {
        guard let operation = contract.operation(id) else {
            let hint = id.suggestion(among: contract.operations.map(\.id))
            let place = argument.place.appending("operation")
            return findings.add("`\(id)` is not an operation in the contract", at: place, hint: hint)
        }
        let captures = operation.captureNames
        if checkParameters(in: "path", among: captures, of: operation, argument) {
            let place = argument.place.appending(argument.json["path"] == nil ? "operation" : "path")
            for name in captures where argument.json["path"]?[name] == nil {
                findings.add("\(id) needs `\(name)` in `path`", at: place)
            }
        }
        _ = checkParameters(in: "query", among: operation.queryOrder, of: operation, argument)
    }

    /// Reports parameters in `path` or `query` that the operation does not have; returns whether it has all of them.
    private mutating func checkParameters(
        in member: String,
        among names: [String],
        of operation: Operation,
        _ argument: Row
    ) -> Bool {
        let given = (argument.json[member]?.object ?? [:]).keys
        let unknown = given.filter { name in
            !names.contains(name) && !(member == "query" && operation.takes(queryItem: name))
        }
        for name in unknown {
            let known = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
            let place = argument.place.appending(member).appending(name)
            let message = "\(operation.id) has no \(member) parameter `\(name)`"
            findings.add(message, at: place, isAtKey: true, hint: name.suggestion(among: names) ?? known)
        }
        return unknown.isEmpty
    }

    // MARK: Content

    private mutating func body(_ argument: Row) -> RequestStep.Body {
        guard let text = argument.text("raw_body") else {
            return argument.json["body"].map(RequestStep.Body.json) ?? RequestStep.Body.none
        }
        if argument.json["body"] != nil {
            let place = argument.place.appending("raw_body")
            findings.add("`raw_body` cannot be given with `body`", at: place, isAtKey: true)
        }
        return .raw(text)
    }

    private func key(_ json: JSONValue?) -> RequestStep.Key {
        guard let json else { return .standard }
        return json.string.map(RequestStep.Key.other) ?? RequestStep.Key.none
    }
}
