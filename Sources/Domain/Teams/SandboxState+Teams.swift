extension SandboxState {
    /// The team that a new customer belongs to (contract of createCustomer, `team_id`).
    ///
    /// One team needs no naming; several do; without any team nothing can be created.
    package func team(requested id: String?) throws(DomainError) -> Team {
        let teams = organization.teams
        guard let first = teams.first else {
            throw .invalidField("team_id", detail: "the organization has no team")
        }
        guard let id else {
            guard teams.count == 1 else { throw .missingField("team_id") }
            return first
        }
        return try knownTeam(id)
    }

    /// The organization's team of that id.
    package func knownTeam(_ id: String) throws(DomainError) -> Team {
        guard let team = organization.teams.first(where: { $0.id.description == id }) else {
            throw .invalidField("team_id", detail: "the organization has no such team")
        }
        return team
    }
}
