import Testing

@testable import Domain

extension Timestamp {
    /// 2026-06-04T10:00:00.000Z, the time at which most tests start.
    static let start = Timestamp(milliseconds: 1_780_567_200_000)
}

extension WorldState {
    /// A world whose organization has teams with these names; a team's id follows from its name.
    static func sample(teams: [String] = ["Operations"], key: String = "kdv_test_local") -> WorldState {
        let ids = BaselineIdentifiers(seed: 42)
        let organization = Organization(
            id: ids.object(named: key),
            name: "Your Platform Inc",
            plan: .business,
            teams: teams.map { Team(id: ids.team(named: $0), name: $0) }
        )
        return WorldState(organization: organization, seed: WorldSeed(value: 42, key: key))
    }

    /// Adds a customer to the first team.
    mutating func addCustomer(_ name: String = "Acme Logistics", at now: Timestamp = .start) throws -> Customer {
        let team = try #require(organization.teams.first)
        return createCustomer(CustomerDraft(name: name), in: team, at: now)
    }

    /// Adds a customer to the first team and sets its status directly.
    mutating func addCustomer(in status: CustomerStatus, at now: Timestamp = .start) throws -> Customer {
        var customer = try addCustomer(at: now)
        customer.status = status
        customer.archivedAt = status == .archived ? now : nil
        customers.replace(customer)
        return customer
    }
}

extension String {
    init(json: [UInt8]) {
        self = String(decoding: json, as: UTF8.self)
    }
}
