import Documents
import OrderedCollections

extension StepReader {
    /// The background requests of a contract test, and the steps that wait for their responses.
    struct BackgroundNames {
        /// The names of all background requests of the file.
        let requests: Set<String>
        /// The names in all `response` steps of the file.
        let responses: Set<String>
        /// The names of the requests before the step that is read, and of those whose responses a step waits for.
        var sent: Set<String> = []
        var received: Set<String> = []

        init(_ rows: [Row]) {
            requests = Set(rows.filter { $0.json["request"] != nil }.compactMap { $0.text("background") })
            responses = Set(rows.compactMap { $0.text("response") })
        }

        /// Whether a step waits for the response, or has a name that is probably meant to be this one.
        func mayReceive(_ name: String) -> Bool {
            let unknown = responses.subtracting(requests)
            return responses.contains(name) || unknown.contains { $0.closest(among: requests.sorted()) == name }
        }
    }

    /// Reads the name of a background request, and reports what cannot be given with it.
    mutating func background(of row: Row) -> String? {
        guard let name = row.text("background") else { return nil }
        for member in ["expect", "save"] where row.json[member] != nil {
            let message = "`\(member)` cannot be given with `background`"
            let hint = "write it into the step `response: \(name)`"
            findings.add(message, at: row.place.appending(member), isAtKey: true, hint: hint)
        }
        let place = row.place.appending("background")
        if !backgrounds.sent.insert(name).inserted {
            findings.add("an earlier background request is called `\(name)`, too", at: place)
        } else if !backgrounds.mayReceive(name) {
            findings.add(
                "no step waits for the response to `\(name)`",
                at: place,
                hint: "add a step `response: \(name)`"
            )
        }
        return name
    }

    /// Reads a step that waits for the response to a background request.
    mutating func response(_ argument: Row, of row: Row) -> ResponseStep? {
        let (expectation, saved) = response(of: row, to: .response)
        guard let name = argument.json.string else { return nil }
        if !backgrounds.requests.contains(name) {
            let hint = name.suggestion(among: backgrounds.requests.sorted())
            findings.add("no request has `background: \(name)`", at: argument.place, hint: hint)
        } else if !backgrounds.sent.contains(name) {
            findings.add("the background request `\(name)` is sent in a later step", at: argument.place)
        } else if !backgrounds.received.insert(name).inserted {
            findings.add("an earlier step waits for the response to `\(name)`, too", at: argument.place)
        }
        return ResponseStep(request: name, expectation: expectation, saved: saved)
    }
}
