import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// Reads the baseline from a scenario that has been checked against the schema, and reports what makes no sense.
struct BaselineReader {
    /// An element of one of the lists, with its place in the file.
    struct Row {
        let json: JSONValue
        let place: JSONPointer

        func text(_ member: String) -> String? { json[member]?.string }
    }

    let json: JSONValue
    let contract: Contract
    var findings: Findings
    /// The `ref`s and ids of the customers.
    private let customerNames: Set<String>

    /// A reader that adds to the findings of earlier checks.
    init(json: JSONValue, contract: Contract, findings: Findings) {
        self.json = json
        self.contract = contract
        self.findings = findings
        let rows = json["customers"]?.array ?? []
        customerNames = Set(rows.flatMap { [$0["ref"]?.string, $0["id"]?.string].compactMap(\.self) })
    }

    /// The baseline that the scenario describes; must not be used if there are findings.
    mutating func baseline(named name: String, faults: FaultRuleReader, randomSeed: UInt64) -> Baseline {
        let seed = json["seed"]?.integer.flatMap { UInt64(exactly: $0) }
        var baseline = Baseline.standard(seed: seed, randomSeed: randomSeed)
        baseline.name = name
        baseline.settings = baseline.settings.merged(with: settings())
        baseline.authentication = json["auth"]?.string.flatMap(Baseline.Authentication.init(rawValue:)) ?? .open
        baseline.keys = keys()
        baseline.clock = clock()
        baseline.policy = policy()
        baseline.faults = rules(faults)
        let teams = Teams(baseline.settings.teams ?? [], rows: rows("organization", "teams"))
        baseline.objects.customers = customers(of: teams)
        baseline.objects.accounts = accounts()
        baseline.objects.setupLinks = setupLinks()
        readInbox(into: &baseline.objects, settings: baseline.settings, teams: teams)
        baseline.objects.templates = templates()
        baseline.objects.webhookSubscriptions = webhookSubscriptions(http: http(baseline.settings))
        return baseline
    }

    // MARK: Rows

    /// The rows of the list at a path in the file; none if there is no list.
    func rows(_ path: String...) -> [Row] {
        let place = JSONPointer(path)
        return (json[place]?.array ?? []).enumerated().map { Row(json: $0.element, place: place.appending($0.offset)) }
    }

    /// Reports rows that have the same text in one of these members as an earlier row.
    mutating func requireUnique(_ members: String..., in rows: [Row]) {
        for member in members {
            var first: [String: Row] = [:]
            for row in rows {
                guard let text = row.text(member) else { continue }
                if let other = first[text] {
                    let owner = other.place.label ?? ""
                    findings.add("\(owner) has the same `\(member)`", at: row.place.appending(member))
                } else {
                    first[text] = row
                }
            }
        }
    }

    /// Validates a row, without some of its members, against the request body of an operation, such as createCustomer.
    mutating func hold(_ row: Row, without members: Set<String>, against operation: String) {
        guard case .object(let fields) = row.json else { return }
        let body = JSONValue.object(fields.filter { !members.contains($0.key) })
        for violation in contract.operation(operation)?.validateBody(body) ?? [] {
            let place = row.place.appending(violation.pointer)
            findings.add("`\(place.label ?? "")` \(violation.message)", at: place)
        }
    }

    /// The `ref` or id of the customer that a row names; an unknown one is a finding.
    mutating func customer(of row: Row) -> String? {
        guard let name = row.text("customer") else { return nil }
        if !customerNames.contains(name) {
            findings.add(
                "there is no customer `\(name)`",
                at: row.place.appending("customer"),
                hint: name.suggestion(among: customerNames.sorted())
            )
        }
        return name
    }

    /// The time in a member; a text that is not a date and time with a zone is a finding.
    mutating func moment(_ member: String, of row: Row) -> Timestamp? {
        findings.moment(member, of: row.json, at: row.place)
    }

    /// The times `created_at` and `updated_at` of a row; an update before the creation is a finding.
    mutating func moments(of row: Row) -> (created: Timestamp?, updated: Timestamp?) {
        let created = moment("created_at", of: row)
        let updated = moment("updated_at", of: row)
        if let created, let updated, updated < created {
            findings.add("`updated_at` lies before `created_at`", at: row.place.appending("updated_at"))
        }
        return (created, updated)
    }
}
