import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension StepReader {
    /// Reports mistakes in the argument of a control step, and remembers the holds and snapshots that it defines.
    mutating func check(_ argument: Row, of verb: ControlStep.Verb) {
        switch verb {
        case .simulate, .reset: return
        case .trigger: checkEvents(argument)
        case .advance: checkAdvance(argument)
        case .clock: checkMoment("now", argument)
        case .organization:
            read(argument) { body throws(ReadingError) in _ = try OrganizationPatch(reading: body) }
        case .fault:
            for mistake in faults.mistakes(in: argument.json) { report(mistake, in: argument) }
        case .hold:
            read(argument) { [faults] body throws(ReadingError) in _ = try faults.hold(body, drawnID: "") }
            // A hold without an id gets a random one, which no step can name.
            if argument.json.object == nil || argument.json["id"] != nil { holds.add(argument.text("id")) }
        case .release:
            let isID = argument.json.string != nil
            let place = isID ? argument.place : argument.place.appending("id")
            check(argument.json.string ?? argument.text("id"), isOneOf: holds, "hold", at: place)
            if argument.json["count"] != nil, argument.json["order"] != nil {
                let place = argument.place.appending("order")
                findings.add("`order` cannot be given with `count`", at: place, isAtKey: true)
            }
        case .snapshot: snapshots.add(argument.json.string)
        case .restore: check(argument.json.string, isOneOf: snapshots, "snapshot", at: argument.place)
        }
    }

    private mutating func check(_ name: String?, isOneOf names: StepNames, _ kind: String, at place: JSONPointer) {
        guard let name, !names.mayHave(name) else { return }
        let hint = name.suggestion(among: names.names)
        findings.add("no earlier step has a \(kind) `\(name)`", at: place, hint: hint)
    }

    private mutating func checkAdvance(_ argument: Row) {
        let isText = argument.json.string != nil
        let text = argument.json.string ?? argument.text("by")
        if let text, TimeSpan(text) == nil {
            report(.noDuration(at: isText ? "" : "/by"), in: argument)
        }
        checkMoment("to", argument)
    }

    private mutating func checkMoment(_ member: String, _ argument: Row) {
        guard argument.json[member]?.hasVariables == false else { return }
        _ = findings.moment(member, of: argument.json, at: argument.place)
    }

    // MARK: Events

    /// Reports unknown events of a `trigger`, and pointers that are none.
    private mutating func checkEvents(_ argument: Row) {
        let batch = (argument.json["batch"]?.array ?? []).enumerated().map { index, event in
            Row(json: event, place: argument.place.appending("batch").appending(index))
        }
        if argument.json.object != nil, argument.json["batch"] == nil, argument.json["event"] == nil {
            findings.add("`trigger` needs `event` or `batch`", at: argument.place)
        }
        let known = contract.webhooks.map(\.name)
        for event in [argument] + batch {
            if let name = event.text("event"), !known.contains(name), !VariableText.hasVariables(name) {
                let place = event.place.appending("event")
                let hint = name.suggestion(among: known)
                findings.add("`\(name)` is not an event in the contract", at: place, hint: hint)
            }
            for name in (event.json["set"]?.object ?? [:]).keys {
                checkPointer(name, at: event.place.appending("set").appending(name), isAtKey: true)
            }
            for (index, pointer) in (event.json["unset"]?.array ?? []).enumerated() {
                checkPointer(pointer.string, at: event.place.appending("unset").appending(index), isAtKey: false)
            }
        }
    }

    private mutating func checkPointer(_ text: String?, at place: JSONPointer, isAtKey: Bool) {
        guard let text, !VariableText.hasVariables(text) else { return }
        guard JSONPointer(parsing: text)?.tokens.isEmpty != false else { return }
        let message = "`\(text)` must be a JSON pointer such as /data/customer/name"
        findings.add(message, at: place, isAtKey: isAtKey)
    }

    // MARK: Expectations

    /// Reads the event or the delivery that a step expects.
    mutating func occurrence(_ kind: OccurrenceStep.Kind, _ argument: Row) -> OccurrenceStep {
        var matcher = argument.json.object ?? [:]
        let data = matcher.removeValue(forKey: "data")
        let within = matcher.removeValue(forKey: "within")
        if matcher.isEmpty { matcher["any"] = true }
        checkPattern(data, at: argument.place.appending("data"))
        let order: JSONValue = [kind.rawValue: .object(matcher), "timeout": within ?? "2s"]
        var span = TimeSpan.seconds(2)
        do throws(ReadingError) {
            span = try WaitOrder(order, of: watched).timeout
        } catch {
            var error = error
            let isTimeout = error.pointer == "/timeout"
            error.pointer = isTimeout ? "/within" : String(error.pointer.dropFirst(kind.rawValue.count + 1))
            report(error, in: argument)
        }
        return OccurrenceStep(kind: kind, matcher: .object(matcher), data: data, within: span)
    }

    /// Reads the changes that a step expects.
    mutating func changes(_ argument: Row) -> ChangesStep {
        let since = argument.text("since")
        check(since, isOneOf: snapshots, "snapshot", at: argument.place.appending("since"))
        let expected = argument.json["expect"]?.array ?? []
        for (index, pattern) in expected.enumerated() {
            checkPattern(pattern, at: argument.place.appending("expect").appending(index))
        }
        return ChangesStep(since: since, expected: expected)
    }
}
