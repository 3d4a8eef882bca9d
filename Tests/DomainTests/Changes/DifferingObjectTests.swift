import Testing

@testable import Domain

@Suite struct DifferingObjectTests {
    @Test func `a state does not differ from a copy of itself`() throws {
        let state = try RichWorld().state
        #expect(state.objects(differingFrom: state) == [])
    }

    @Test func `objects of every kind but deliveries are found if only one of two states has them`() throws {
        let rich = try RichWorld().state
        let empty = WorldState.sample(teams: ["Operations", "Försäljning"])
        let kinds = Set(ObjectKind.allCases).subtracting([.webhookDelivery])
        let added = rich.objects(differingFrom: empty)
        #expect(Set(added.map(\.kind)) == kinds)
        #expect(Set(added).count == added.count)
        #expect(Set(empty.objects(differingFrom: rich)) == Set(added))
    }

    @Test func `changed and removed objects come before added ones, each in the order of creation`() throws {
        var before = WorldState.sample()
        let customers = try ["A", "B", "C"].map { try before.addCustomer($0) }
        let team = before.organization.teams[0]
        let labels = try ["x", "y"].map { try before.createLabel(LabelDraft(name: $0), in: team, at: .start) }
        var after = before
        let new = try after.addCustomer("D")
        _ = try after.archiveCustomer(customers[2], at: .start)
        _ = try after.archiveCustomer(customers[0], at: .start)
        after.deleteLabel(labels[1])
        let expected = [customers[0], customers[2], new].map { ObjectName(.customer, $0.id.description) }
        #expect(after.objects(differingFrom: before) == expected + [ObjectName(.label, labels[1].id.description)])
    }

    @Test func `an account that has changed, was added or is missing is found by its phone number id`() {
        var before = WorldState.sample()
        for id in ["1", "2"] { before.seed(.sample(id)) }
        var after = WorldState.sample()
        for id in ["3", "2"] { after.seed(.sample(id)) }
        #expect(after.objects(differingFrom: before) == ["1", "3"].map { ObjectName(.account, $0) })
        if let account = after.accounts[phoneNumberID: "2"] { _ = after.setStatus(.degraded, of: account) }
        #expect(after.objects(differingFrom: before) == ["1", "2", "3"].map { ObjectName(.account, $0) })
    }
}
