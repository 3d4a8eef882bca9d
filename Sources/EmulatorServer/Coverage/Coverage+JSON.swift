import Documents
import EmulatorCore

extension Coverage {
    /// Writes the members of getCoverage's answer; `gaps` only if there are hints for them.
    func write(to writer: inout JSONWriter, hints: CoverageHints?) {
        write(record.seen, to: &writer)
        writer.key("injected")
        writer.object { writer in write(record.injected, to: &writer) }
        writer.key("totals")
        writer.object { writer in
            for kind in CoverageItem.Kind.allCases {
                let total = total(of: kind)
                writer.key(kind.plural)
                writer.object { writer in
                    writer.member("seen", total.seen)
                    writer.member("of", total.of)
                }
            }
        }
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

    /// Writes the counts that are not zero: operations in the order of the contract, all else sorted.
    private func write(_ counts: CoverageCounts, to writer: inout JSONWriter) {
        let answers = counts.operations
        writer.key("operations")
        writer.object { writer in
            for operation in operations {
                guard let counts = answers[operation.row.item.name] else { continue }
                writer.key(operation.row.item.name)
                writer.object { writer in counts.write(to: &writer) }
            }
        }
        writer.key("events")
        writer.object { writer in
            for (type, count) in counts.events.sorted(by: { $0.key < $1.key }) { writer.member(type, count) }
        }
    }
}

extension AnswerCounts {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("statuses")
        writer.object { writer in
            for (status, count) in statuses.sorted(by: { $0.key < $1.key }) { writer.member(String(status), count) }
        }
        writer.key("codes")
        writer.object { writer in
            for (code, count) in codes.sorted(by: { $0.key < $1.key }) { writer.member(code, count) }
        }
    }
}

extension CoverageItem.Kind {
    /// The name of all parts of the kind, such as `statuses`.
    var plural: String {
        switch self {
        case .operation: "operations"
        case .status: "statuses"
        case .code: "codes"
        case .event: "events"
        }
    }
}
