import Documents
import Domain

extension BaselineReader {
    /// The teams, found by `ref`, id or name, as the rows of customers and labels name them.
    struct Teams {
        private var byRef: [String: OrganizationPatch.TeamDraft] = [:]
        private var byID: [String: OrganizationPatch.TeamDraft] = [:]
        private var byName: [String: OrganizationPatch.TeamDraft] = [:]

        /// The teams of the organization; `rows` has the row of each team, with its `ref`.
        init(_ teams: [OrganizationPatch.TeamDraft], rows: [Row]) {
            for (index, team) in teams.enumerated() {
                if byName[team.name] == nil { byName[team.name] = team }
                if let id = team.id { byID[id] = team }
                if rows.indices.contains(index), let ref = rows[index].text("ref") { byRef[ref] = team }
            }
        }

        var isEmpty: Bool { byName.isEmpty }
        var names: [String] { Array(byRef.keys) + Array(byName.keys) }

        subscript(name: String) -> OrganizationPatch.TeamDraft? {
            byRef[name] ?? byID[name] ?? byName[name]
        }
    }

    /// The customers, each validated against createCustomer.
    mutating func customers(of teams: Teams) -> [SeededCustomer] {
        requireDistinctTeams()
        let rows = rows("customers")
        requireUnique("ref", "id", in: rows)
        if teams.isEmpty, !rows.isEmpty {
            findings.add("customers need a team", at: JSONPointer(["organization", "teams"]))
        }
        return rows.map { customer($0, teams) }
    }

    private mutating func customer(_ row: Row, _ teams: Teams) -> SeededCustomer {
        hold(row, without: ["ref", "id", "status", "created_at", "updated_at", "team"], against: "createCustomer")
        let draft = CustomerDraft(
            name: row.text("name") ?? "",
            email: row.text("email"),
            metadata: row.json["metadata"]?.object
        )
        var customer = SeededCustomer(ref: row.text("ref"), id: row.text("id"), draft: draft)
        customer.status = row.text("status").flatMap(CustomerStatus.init(rawValue:))
        (customer.createdAt, customer.updatedAt) = moments(of: row)
        customer.team = team(of: row, among: teams)
        return customer
    }

    /// The team that a row names; nil if it names none, or one that does not exist, which is a finding.
    mutating func team(of row: Row, among teams: Teams) -> OrganizationPatch.TeamDraft? {
        guard let name = row.text("team") else { return nil }
        if let team = teams[name] { return team }
        let hint = name.suggestion(among: teams.names.sorted())
        findings.add("there is no team `\(name)`", at: row.place.appending("team"), hint: hint)
        return nil
    }

    /// Reports teams without an id that have the same name, as their drawn ids would be the same, too.
    private mutating func requireDistinctTeams() {
        var first: [String: Row] = [:]
        for row in rows("organization", "teams") where row.text("id") == nil {
            guard let name = row.text("name") else { continue }
            if let other = first[name] {
                let message = "\(other.place.label ?? "") has the same `name`"
                findings.add(message, at: row.place.appending("name"), hint: "give one of them an `id`")
            } else {
                first[name] = row
            }
        }
    }
}
