import Contract
import Documents
import EmulatorCore
import OrderedCollections

/// Reads the steps of a scenario that has been checked against the schema, and reports what makes no sense.
///
/// A value that contains a variable is known only when the step runs, so that it is checked then.
struct StepReader {
    typealias Row = BaselineReader.Row

    let contract: Contract
    let catalog: ErrorCatalog
    let faults: FaultRuleReader
    let watched: WatchedContract
    var findings: Findings
    /// The variables that have values before the step that is read.
    var variables: Set<String>
    /// The first step that saves each variable.
    let saving: [String: JSONPointer]
    /// The holds and the snapshots of the steps before the one that is read.
    var holds = StepNames()
    var snapshots = StepNames()
    var backgrounds: BackgroundNames
    private let rows: [Row]

    /// A reader that adds to the findings of earlier checks.
    init(_ json: JSONValue, of scenarios: ScenarioReader, faults: FaultRuleReader, findings: Findings) {
        contract = scenarios.contract
        catalog = scenarios.catalog
        watched = WatchedContract(scenarios.contract, scenarios.catalog, others: scenarios.operations)
        self.faults = faults
        self.findings = findings
        let place = JSONPointer(["steps"])
        rows = (json["steps"]?.array ?? []).enumerated().map { index, step in
            Row(json: step, place: place.appending(index))
        }
        backgrounds = BackgroundNames(rows)
        variables = Set((json["variables"]?.object ?? [:]).keys)
        var saving: [String: JSONPointer] = [:]
        for row in rows {
            for name in (row.json["save"]?.object ?? [:]).keys where saving[name] == nil { saving[name] = row.place }
        }
        self.saving = saving
        checkNames(of: json["variables"], at: JSONPointer(["variables"]))
    }

    /// The steps; must not be used if there are findings.
    mutating func steps(in document: SourceDocument) -> [Step] {
        guard !rows.isEmpty else { return [] }
        let map = document.sourceMap()
        let rows = rows
        return rows.compactMap { row in
            checkVariables(of: row)
            let action = action(of: row)
            variables.formUnion((row.json["save"]?.object ?? [:]).keys)
            guard let action else { return nil }
            let position = map.position(of: row.place, in: document.value)
            return Step(
                name: row.text("name") ?? action.summary,
                place: row.place,
                location: SourceLocation(file: document.file, line: position.line, column: position.column),
                action: action,
                isAlwaysRun: row.json["always"]?.bool ?? false
            )
        }
    }

    /// Whether this reader reports a violation of the schema itself, with a better message.
    static func reports(_ violation: ContractViolation) -> Bool {
        let place = violation.pointer.tokens
        switch violation.keyword {
        case "oneOf": return place.first == "steps" && (place.count == 2 || place.count == 3 && place[2] == "request")
        case "dependentRequired": return place.first == "steps"
        // The name of a variable; the values there have no pattern.
        case "pattern": return place.count == 2 && place[0] == "variables" || place.count == 4 && place[2] == "save"
        default: return false
        }
    }

    // MARK: Verbs

    private mutating func action(of row: Row) -> StepAction? {
        guard let verb = verb(of: row) else { return nil }
        let argument = Row(json: row.json[verb.rawValue] ?? .null, place: row.place.appending(verb.rawValue))
        switch verb {
        case .request: return request(argument, of: row).map(StepAction.request)
        case .response: return response(argument, of: row).map(StepAction.response)
        case .control(let control):
            check(argument, of: control)
            let (expectation, saved) = response(of: row, to: verb)
            let step = ControlStep(verb: control, argument: argument.json, expectation: expectation, saved: saved)
            return .control(step)
        case .wait:
            read(argument) { [watched] body throws(ReadingError) in _ = try WaitOrder(body, of: watched) }
            return .wait(argument.json)
        case .expectRequests:
            read(argument) { [watched] body throws(ReadingError) in _ = try Verification(body, of: watched) }
            return .expectRequests(argument.json)
        case .expectEvent: return .occurrence(occurrence(.event, argument))
        case .expectDelivery: return .occurrence(occurrence(.delivery, argument))
        case .changes: return .changes(changes(argument))
        }
    }

    /// The verb of a step; a missing or a second one is a finding, as is a member that does not belong to the verb.
    private mutating func verb(of row: Row) -> StepVerb? {
        let verbs = (row.json.object ?? [:]).keys.compactMap(StepVerb.init(rawValue:))
        guard let verb = verbs.first else {
            let names = StepVerb.allCases.map(\.rawValue).joined(separator: ", ")
            findings.add("a step needs a verb: one of \(names)", at: row.place)
            return nil
        }
        for other in verbs.dropFirst() {
            let message = "`\(other.rawValue)` is a second verb beside `\(verb.rawValue)`"
            let place = row.place.appending(other.rawValue)
            findings.add(message, at: place, isAtKey: true, hint: "write a step of its own")
        }
        let owners = verbs.flatMap(\.expectable).isEmpty ? ["expect", "save"] : []
        for member in owners where row.json[member] != nil {
            let message = "`\(member)` cannot be given with `\(verb.rawValue)`"
            let hint = "it is for `request`, `response` and control requests such as `advance`"
            findings.add(message, at: row.place.appending(member), isAtKey: true, hint: hint)
        }
        if row.json["background"] != nil, !verbs.contains(.request) {
            let message = "`background` belongs to `request`, and the verb of this step is `\(verb.rawValue)`"
            findings.add(message, at: row.place.appending("background"), isAtKey: true)
        }
        return verb
    }

    // MARK: Mistakes

    /// Reports what a reader of the control API refuses.
    mutating func read(_ argument: Row, _ read: (JSONValue) throws(ReadingError) -> Void) {
        do throws(ReadingError) {
            try read(argument.json)
        } catch {
            report(error, in: argument)
        }
    }

    /// Reports a mistake in a value, unless a variable is there, as the mistake may then go away.
    mutating func report(_ error: ReadingError, in row: Row) {
        let value = JSONPointer(parsing: error.pointer).flatMap { row.json[$0] }
        if value?.hasVariables != true { findings.add(error, below: row.place) }
    }

    /// Reports what is wrong in a pattern of `expect`, `data` or `changes`.
    mutating func checkPattern(_ json: JSONValue?, at place: JSONPointer) {
        guard let json else { return }
        for mistake in ValueExpectation.mistakes(in: json) { report(mistake, in: Row(json: json, place: place)) }
    }
}
