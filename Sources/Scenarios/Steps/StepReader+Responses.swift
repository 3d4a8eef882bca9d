import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension StepReader {
    /// Reads what a step expects of its response, and the variables that it takes from it.
    mutating func response(of row: Row, to verb: StepVerb) -> (ResponseExpectation, [SavedValue]) {
        let expected = known(Row(json: row.json["expect"] ?? [:], place: row.place.appending("expect")), to: verb)
        let wanted = Row(json: row.json["save"] ?? [:], place: row.place.appending("save"))
        let expectation = expectation(expected)
        if expectation.isCut { checkCut(expected, wanted) }
        return (expectation, saved(wanted))
    }

    /// The members of `expect` that a step with this verb can have; reports the others.
    private mutating func known(_ row: Row, to verb: StepVerb) -> Row {
        let known = verb.expectable
        var members = row.json.object ?? [:]
        for member in members.keys where !known.contains(member) {
            members[member] = nil
            let other = ["error": "code", "code": "error"][member].flatMap { known.contains($0) ? $0 : nil }
            findings.add(
                "`\(member)` cannot be expected with `\(verb.rawValue)`",
                at: row.place.appending(member),
                isAtKey: true,
                hint: other.map { "did you mean `\($0)`?" } ?? "it can have \(known.joined(separator: ", "))"
            )
        }
        return Row(json: .object(members), place: row.place)
    }

    private mutating func expectation(_ row: Row) -> ResponseExpectation {
        let error = row.text("error")
        if let error, catalog[error] == nil {
            let hint = error.suggestion(among: catalog.entries.map(\.code))
            let place = row.place.appending("error")
            findings.add("`\(error)` is not an error code in the contract", at: place, hint: hint)
        }
        let headers = row.json["headers"]?.object ?? [:]
        for (name, pattern) in headers {
            checkPattern(pattern, at: row.place.appending("headers").appending(name))
        }
        checkPattern(row.json["body"], at: row.place.appending("body"))
        return ResponseExpectation(
            place: row.place,
            isCut: row.json["connection"] != nil,
            status: row.json["status"]?.integer,
            error: error,
            code: row.text("code"),
            headers: headers,
            body: row.json["body"],
            minimumDuration: duration("min_duration", of: row, atMost: Self.longestMinimum),
            within: duration("within", of: row, atMost: Self.longest)
        )
    }

    private mutating func duration(_ member: String, of row: Row, atMost longest: TimeSpan) -> TimeSpan? {
        guard let text = row.text(member) else { return nil }
        let span = TimeSpan(text)
        if span == nil { report(.noDuration(at: "/\(member)"), in: row) }
        if let span, span > longest { report(ReadingError("/\(member)", "must be at most \(longest)"), in: row) }
        return span
    }

    /// The longest time for which a request may be sent again, as in a wait.
    private static let longest = TimeSpan.minutes(5)
    /// The longest time that a response may be expected to take, which is less than a step waits for it.
    private static let longestMinimum = TimeSpan.seconds(30)

    /// Reports what cannot be expected of a response that never comes.
    private mutating func checkCut(_ rows: Row...) {
        for row in rows {
            for (member, _) in row.json.object ?? [:] where member != "connection" {
                let place = row.place.appending(member)
                findings.add("`\(member)` cannot be expected of a connection that is cut", at: place, isAtKey: true)
            }
        }
    }

    private mutating func saved(_ row: Row) -> [SavedValue] {
        checkNames(of: row.json, at: row.place)
        return (row.json.object ?? [:]).compactMap { name, source in
            let place = row.place.appending(name)
            if let header = source["header"]?.string {
                return SavedValue(name: name, source: .header(header), place: place)
            }
            guard let pointer = source.string.flatMap(JSONPointer.init(parsing:)) else {
                findings.add("`\(name)` must be a JSON pointer such as /data/id, or `{ header: NAME }`", at: place)
                return nil
            }
            return SavedValue(name: name, source: .body(pointer), place: place)
        }
    }
}
