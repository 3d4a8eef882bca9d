import Contract
import Documents
import EmulatorCore

extension ScenarioReader {
    /// Reports the violations of the schema, except those of which an unset environment variable is the cause.
    func checkShape(of json: JSONValue, _ findings: inout Findings) {
        let unset = findings
        for violation in schema.violations(of: json) where !unset.covers(violation.pointer) {
            let place = violation.pointer
            guard !StepReader.reports(violation) else { continue }
            guard violation.keyword != "false" else {
                let key = place.tokens.last ?? ""
                let keys = schema.keys(at: JSONPointer(Array(place.tokens.dropLast())))
                let hint = key.suggestion(among: keys)
                findings.addShape("unknown key `\(key)`", at: place, isAtKey: true, hint: hint)
                continue
            }
            let subject = place.label.map { "`\($0)`" } ?? "a scenario"
            let isDuration = violation.keyword == "pattern" && schema.wantsDuration(at: place)
            let message = isDuration ? ReadingError.noDuration(at: "").message : violation.message
            findings.addShape("\(subject) \(message)", at: place, hint: hint(for: violation, json[place]))
        }
    }

    private func hint(for violation: ContractViolation, _ value: JSONValue?) -> String? {
        switch value {
        case .string(let word)?: return word.suggestion(among: schema.words(at: violation.pointer))
        case .integer?, .number?, .bool?:
            return violation.message.hasPrefix("must be a string") ? "put it in quotes" : nil
        case .null?, .array?, .object?, nil: return nil
        }
    }
}
