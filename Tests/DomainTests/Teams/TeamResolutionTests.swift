import Domain
import Testing

@Suite struct TeamResolutionTests {
    /// The team that a client names in a request.
    enum Request: CaseIterable {
        case absent, first, last, unknown

        func id(in state: WorldState) -> String? {
            switch self {
            case .absent: nil
            case .first: state.organization.teams.first?.id.description ?? "t1_000000000000"
            case .last: state.organization.teams.last?.id.description ?? "t1_000000000000"
            case .unknown: "t1_zzzzzzzzzzzz"
            }
        }
    }

    @Test(arguments: Request.allCases)
    func `an organization without teams refuses every request for a team`(request: Request) {
        let state = WorldState.sample(teams: [])
        #expect(throws: DomainError.invalidField("team_id", detail: "the organization has no team")) {
            try state.organization.team(requested: request.id(in: state))
        }
    }

    @Test(arguments: [Request.absent, .first, .last])
    func `the only team of an organization need not be named`(request: Request) throws {
        let state = WorldState.sample(teams: ["Operations"])
        #expect(try state.organization.team(requested: request.id(in: state)).name == "Operations")
    }

    @Test(arguments: [(Request.first, "Operations"), (.last, "Sales")])
    func `one of two teams is found by its id`(request: Request, name: String) throws {
        let state = WorldState.sample(teams: ["Operations", "Sales"])
        #expect(try state.organization.team(requested: request.id(in: state)).name == name)
    }

    @Test func `a request must name its team if the organization has two`() {
        let state = WorldState.sample(teams: ["Operations", "Sales"])
        #expect(throws: DomainError.missingField("team_id")) { try state.organization.team(requested: nil) }
    }

    @Test(
        arguments: [["Operations"], ["Operations", "Sales"]],
        ["t1_zzzzzzzzzzzz", "", "Operations", "T1_0GGD6SWMEBOB"]
    )
    func `a team that the organization does not have is refused`(teams: [String], id: String) {
        let state = WorldState.sample(teams: teams)
        let refusal = DomainError.invalidField("team_id", detail: "the organization has no such team")
        #expect(throws: refusal) { try state.organization.team(requested: id) }
        #expect(throws: refusal) { try state.organization.knownTeam(id) }
    }

    @Test func `another organization's team is unknown`() throws {
        let other = Team(id: BaselineIdentifiers(seed: 99).team(named: "Operations"), name: "Operations")
        #expect(throws: DomainError.self) { try WorldState.sample().organization.knownTeam(other.id.description) }
    }
}
