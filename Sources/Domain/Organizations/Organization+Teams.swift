extension Organization {
    /// The team of a new customer or label (createCustomer, `team_id`).
    ///
    /// Without an id, the only team is used; an organization with several teams throws `missingField`, and one
    /// without teams throws `invalidField`.
    package func team(requested id: String?) throws(DomainError) -> Team {
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
        guard let team = teams.first(where: { $0.id.description == id }) else {
            throw .invalidField("team_id", detail: "the organization has no such team")
        }
        return team
    }
}
