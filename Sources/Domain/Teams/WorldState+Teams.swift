extension WorldState {
    /// The team of a new customer or label (createCustomer, `team_id`).
    ///
    /// Without an id, the only team is used; an organization with several teams throws `missingField`, and one
    /// without teams throws `invalidField`.
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

    /// The organization's team with that id; throws `invalidField`.
    package func knownTeam(_ id: String) throws(DomainError) -> Team {
        guard let team = organization.teams.first(where: { $0.id.description == id }) else {
            throw .invalidField("team_id", detail: "the organization has no such team")
        }
        return team
    }

    /// The team of a seeded row; the first team if the row names none.
    ///
    /// A team that was removed from the settings since still has the id that was derived from its name.
    func seededTeamID(_ team: OrganizationPatch.TeamDraft?, ids: BaselineIdentifiers) -> Identifier<Team> {
        guard let team else { return organization.teams.first?.id ?? ids.team(named: "") }
        if let id = team.id { return Identifier(id) }
        return organization.teams.first { $0.name == team.name }?.id ?? ids.team(named: team.name)
    }
}
