import Documents

/// Something that a run must show.
struct Requirement: Hashable, Sendable {
    /// What is required.
    enum Subject: Hashable, Sendable {
        /// At least `count` responses of an operation.
        case operation(String, count: Int)
        /// At least `count` events of a type, caused by changes.
        case event(String, count: Int)
        /// At least `count` deliveries of an event that a receiver accepted.
        case delivery(String, count: Int)
        /// No request that matches no operation.
        case noUnmatched
        /// At least that percentage of the operations.
        case coverage(Double)
    }

    let subject: Subject
    /// The option as it was written, such as `--require createCustomer:2`.
    let option: String
}

extension Requirement {
    /// All requirements of the options; operations and events must be in the contract.
    static func all(
        of options: ExecOptions,
        operations: [String],
        events: [String]
    ) throws(CommandError) -> [Requirement] {
        var all: [Requirement] = []
        for text in options.require {
            let (name, count) = try named(text, by: "--require", "an operation", among: operations)
            all.append(Requirement(subject: .operation(name, count: count), option: "--require \(text)"))
        }
        for text in options.requireEvent {
            let (name, count) = try named(text, by: "--require-event", "an event", among: events)
            all.append(Requirement(subject: .event(name, count: count), option: "--require-event \(text)"))
        }
        for text in options.requireDelivery {
            let (name, count) = try named(text, by: "--require-delivery", "an event", among: events)
            all.append(Requirement(subject: .delivery(name, count: count), option: "--require-delivery \(text)"))
        }
        if options.forbidUnmatched { all.append(Requirement(subject: .noUnmatched, option: "--forbid-unmatched")) }
        if let percent = options.minCoverage {
            let option = "--min-coverage \(RequirementText.number(percent))"
            all.append(Requirement(subject: .coverage(percent), option: option))
        }
        return all
    }

    /// Reads a text such as `createCustomer:2`; without a number, one is required.
    private static func named(
        _ text: String,
        by flag: String,
        _ kind: String,
        among names: [String]
    ) throws(CommandError) -> (name: String, count: Int) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard names.contains(name) else {
            let guess = name.closest(among: names).map { "; did you mean `\($0)`?" } ?? ""
            throw .usage("\(flag): `\(name)` is not \(kind) in the contract\(guess)")
        }
        guard parts.count > 1 else { return (name, 1) }
        guard let count = Int(parts[1]), count > 0 else {
            throw .usage("\(flag): after `\(name):` must be a whole number from 1, not `\(parts[1])`")
        }
        return (name, count)
    }
}
