extension WorldState {
    /// The team of a seeded row; the first team if the row names none.
    ///
    /// A team that was removed from the settings since still has the id that was derived from its name.
    func seededTeamID(_ team: OrganizationPatch.TeamDraft?, ids: BaselineIdentifiers) -> Identifier<Team> {
        guard let team else { return organization.teams.first?.id ?? ids.team(named: "") }
        if let id = team.id { return Identifier(id) }
        return organization.teams.first { $0.name == team.name }?.id ?? ids.team(named: team.name)
    }
}
