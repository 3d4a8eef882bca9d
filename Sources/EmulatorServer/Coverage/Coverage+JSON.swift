package import Documents
package import EmulatorCore
import OrderedCollections

extension Coverage {
    /// The members of getCoverage's answer without the gaps.
    package var json: JSONValue {
        .object(members)
    }

    /// How many of the parts of each kind were exercised.
    package var totals: JSONValue {
        var totals: JSONObject = [:]
        for kind in CoverageItem.Kind.allCases {
            let total = total(of: kind)
            totals[kind.plural] = ["seen": .integer(total.seen), "of": .integer(total.of)]
        }
        return .object(totals)
    }

    /// Writes the members of getCoverage's answer; `gaps` only if there are hints for them.
    func write(to writer: inout JSONWriter, hints: CoverageHints?) {
        for (name, member) in members { writer.member(name, member) }
        guard let hints else { return }
        writer.key("gaps")
        writer.array { writer in
            for row in gaps {
                writer.object { writer in
                    writer.member("kind", row.item.kind.rawValue)
                    writer.member("name", row.item.name)
                    writer.member("hint", hints.hint(for: row))
                }
            }
        }
    }

    private var members: JSONObject {
        var members = numbers(in: record.seen)
        members["injected"] = .object(numbers(in: record.injected))
        members["totals"] = totals
        return members
    }

    /// The counts that are not zero: operations in the order of the contract, all else sorted by name.
    private func numbers(in counts: CoverageCounts) -> JSONObject {
        let answers = counts.operations
        var operations: JSONObject = [:]
        for operation in self.operations {
            let id = operation.row.item.name
            operations[id] = answers[id]?.json
        }
        return [
            "operations": .object(operations), "codes": .numbers(counts.codes), "events": .numbers(counts.events),
        ]
    }
}

extension JSONValue {
    /// An object of numbers, sorted by name.
    fileprivate static func numbers(_ numbers: [String: Int]) -> JSONValue {
        var members: JSONObject = [:]
        for (name, number) in numbers.sorted(by: { $0.key < $1.key }) { members[name] = .integer(number) }
        return .object(members)
    }
}

extension AnswerCounts {
    fileprivate var json: JSONValue {
        var numbers: JSONObject = [:]
        for (status, count) in statuses.sorted(by: { $0.key < $1.key }) { numbers[String(status)] = .integer(count) }
        return ["statuses": .object(numbers), "codes": .numbers(codes)]
    }
}
