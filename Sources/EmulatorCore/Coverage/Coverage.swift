package import Contract
import OrderedCollections

/// How much of a contract was exercised: each part of the contract with its counts.
package struct Coverage: Sendable {
    /// A part of the contract with its counts.
    package struct Row: Hashable, Sendable {
        /// The part.
        package let item: CoverageItem
        /// How often a handler or a check answered it, or a change caused it.
        ///
        /// For a code that only a fault rule gives: how often one gave it.
        package let seen: Int
        /// How often a fault rule answered it, or a test triggered it.
        package let injected: Int
        /// Whether the contract lists the part.
        package let isListed: Bool
        /// Whether the part counts in a total: the contract lists it, and something else than a fault rule can give it.
        package let isCounted: Bool
    }

    /// An operation of the contract with its statuses and error codes.
    package struct OperationRows: Sendable {
        /// The operation itself.
        package let row: Row
        /// The statuses in the order of the contract, then those that it does not list.
        package let statuses: [Row]
        /// The error codes in the order of the contract, then those that it does not list.
        package let codes: [Row]
    }

    /// How many of the counted parts of one kind were exercised.
    package struct Total: Hashable, Sendable {
        /// The number of parts that were exercised at least once.
        package let seen: Int
        /// The number of all parts.
        package let of: Int
    }

    /// The counts that the rows were made from.
    package let record: CoverageRecord
    /// The operations in the order of the contract.
    package let operations: [OperationRows]
    /// The error codes in the order of the contract, then those that it does not list.
    package let codes: [Row]
    /// The error codes that only a fault rule gives, in the order of the contract.
    package let injectedCodes: [Row]
    /// The events in the order of the contract, then those that it does not list.
    package let events: [Row]

    /// The coverage of a contract by the counts of a run.
    package init(_ record: CoverageRecord, of contract: Contract) {
        self.record = record
        let seen = record.seen.operations
        let injected = record.injected.operations
        let injectedOnly = OrderedSet(contract.errorCatalog.entries.filter(\.isInjectedOnly).map(\.code))
        operations = contract.operations.map { operation in
            let given = injected[operation.id] ?? AnswerCounts()
            return OperationRows(operation, seen[operation.id] ?? AnswerCounts(), given, injectedOnly)
        }
        let codes = Tally(seen: record.seen.codes, injected: record.injected.codes, injectedOnly: injectedOnly)
        self.codes = codes.rows(contract.listedCodes) { .code($0) }.filter { !injectedOnly.contains($0.item.label) }
        injectedCodes = injectedOnly.map { code in
            let seen = codes.injected[code] ?? 0
            return Row(item: .injectedCode(code), seen: seen, injected: 0, isListed: true, isCounted: true)
        }
        let events = Tally(seen: record.seen.events, injected: record.injected.events)
        self.events = events.rows(OrderedSet(contract.webhooks.map(\.name))) { .event($0) }
    }

    /// The parts that count in a total: each operation with its statuses and codes, then all codes, then the events.
    package var rows: [Row] {
        let parts = operations.flatMap { [$0.row] + $0.statuses + $0.codes }
        return (parts + codes + injectedCodes + events).filter(\.isCounted)
    }

    /// The parts that count in a total and that were never exercised.
    package var gaps: [Row] { rows.filter { $0.seen == 0 } }

    /// How many of the counted parts of a kind were exercised.
    package func total(of kind: CoverageItem.Kind) -> Total {
        let rows = rows.filter { $0.item.kind == kind }
        return Total(seen: rows.count { $0.seen > 0 }, of: rows.count)
    }
}

extension Contract {
    /// The error codes of the catalogue, then those that only operations list.
    fileprivate var listedCodes: OrderedSet<String> {
        let codes = operations.flatMap { $0.countedResponses.values.flatMap(\.errorCodes) }
        return OrderedSet(errorCatalog.entries.map(\.code) + codes)
    }
}

extension Operation {
    /// The responses, of which one that a mistake in the contract affects has none.
    fileprivate var countedResponses: OrderedDictionary<String, ResponseDescription> {
        defect == nil ? responses : [:]
    }
}

extension Coverage.OperationRows {
    /// The rows of an operation; a status counts in no total if all its codes are such that only a fault rule gives.
    fileprivate init(
        _ operation: Operation,
        _ seen: AnswerCounts,
        _ injected: AnswerCounts,
        _ injectedOnly: OrderedSet<String>
    ) {
        let id = operation.id
        row = Coverage.Row(
            item: .operation(id),
            seen: seen.total,
            injected: injected.total,
            isListed: true,
            isCounted: true
        )
        let responses = operation.countedResponses
        let failures = responses.filter {
            !$0.value.errorCodes.isEmpty && injectedOnly.isSuperset(of: $0.value.errorCodes)
        }
        let statuses = Coverage.Tally(
            seen: seen.statuses(in: operation, responses.keys),
            injected: injected.statuses(in: operation, responses.keys),
            injectedOnly: failures.keys
        )
        self.statuses = statuses.rows(responses.keys.filter { $0 != "default" }) { .status($0, of: id) }
        let codes = Coverage.Tally(seen: seen.codes, injected: injected.codes, injectedOnly: injectedOnly)
        self.codes = codes.rows(OrderedSet(responses.values.flatMap(\.errorCodes))) { .operationCode($0, of: id) }
    }
}

extension AnswerCounts {
    /// The numbers of answers by the status as the contract lists it; a status without a row of its own keeps its name.
    fileprivate func statuses(in operation: Operation, _ listed: OrderedSet<String>) -> [String: Int] {
        statuses.reduce(into: [:]) { counts, entry in
            let described = listed.isEmpty ? nil : operation.response(for: entry.key)?.status
            let name = described.flatMap { $0 == "default" ? nil : $0 } ?? String(entry.key)
            counts[name, default: 0] += entry.value
        }
    }
}

extension Coverage {
    /// The counts of the parts of one kind, by their labels.
    fileprivate struct Tally {
        let seen: [String: Int]
        let injected: [String: Int]
        /// The labels of the parts that only a fault rule gives.
        var injectedOnly: OrderedSet<String> = []

        /// The rows of the listed parts, then those of the others in alphabetical order.
        func rows(_ listed: OrderedSet<String>, _ item: (String) -> CoverageItem) -> [Row] {
            let others = Set(seen.keys).union(injected.keys).subtracting(listed).sorted()
            return listed.map { row($0, item, isListed: true) } + others.map { row($0, item, isListed: false) }
        }

        private func row(_ label: String, _ item: (String) -> CoverageItem, isListed: Bool) -> Row {
            Row(
                item: item(label),
                seen: seen[label] ?? 0,
                injected: injected[label] ?? 0,
                isListed: isListed,
                isCounted: isListed && !injectedOnly.contains(label)
            )
        }
    }
}
