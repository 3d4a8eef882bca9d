extension WorldState {
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

    /// The team of a seeded row, the first if it names none.
    ///
    /// A team that settings have dropped since keeps its id in what belongs to it.
    func seededTeamID(_ team: OrganizationPatch.TeamDraft?, ids: BaselineIdentifiers) -> Identifier<Team> {
        guard let team else { return organization.teams.first?.id ?? ids.team(named: "") }
        if let id = team.id { return Identifier(id) }
        return organization.teams.first { $0.name == team.name }?.id ?? ids.team(named: team.name)
    }
}
