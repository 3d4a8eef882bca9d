import Domain
import Testing

@Suite struct IdentifierGeneratorTests {
    private let seed = WorldSeed(value: 42, key: "kdv_test_local")

    private func customers(_ count: Int, from generator: inout IdentifierGenerator) -> [String] {
        (0..<count).map { _ in generator.object(Customer.self).description }
    }

    @Test func `a seed gives the same ids on every machine`() {
        var generator = IdentifierGenerator(seed: seed)
        #expect(generator.object(Customer.self).description == "cus_BAW77G6S2H2XAFM772EETMVWY2")
        #expect(generator.object(SetupLink.self).description == "csl_PYYS37TH0EJ6JJVN6YEC8094TJ")
        #expect(generator.internalID() == "wy6x5lg8rw4m")
        #expect(generator.setupLinkToken() == "csl_UBOc6CqVBlEADqyUejOSOGWi")
        #expect(generator.event().description == "evt_4F5ZZJ8BKJSAXR4EJXQ6BYDHPM")
    }

    @Test func `events, tokens and internal ids do not shift the ids of objects`() {
        var plain = IdentifierGenerator(seed: seed)
        var busy = IdentifierGenerator(seed: seed)
        var shifted: [String] = []
        for _ in 0..<50 {
            _ = busy.event()
            _ = busy.setupLinkToken()
            _ = busy.internalID()
            shifted.append(busy.object(Customer.self).description)
        }
        #expect(shifted == customers(50, from: &plain))
    }

    @Test func `objects do not shift events, tokens and internal ids`() {
        var plain = IdentifierGenerator(seed: seed)
        var busy = IdentifierGenerator(seed: seed)
        for _ in 0..<50 {
            _ = busy.object(Customer.self)
            #expect(busy.event() == plain.event())
            #expect(busy.setupLinkToken() == plain.setupLinkToken())
            #expect(busy.internalID() == plain.internalID())
        }
    }

    @Test func `two API keys with one seed never get the same id`() {
        var left = IdentifierGenerator(seed: WorldSeed(value: 42, key: "kdv_test_a"))
        var right = IdentifierGenerator(seed: WorldSeed(value: 42, key: "kdv_test_b"))
        let all = customers(1000, from: &left) + customers(1000, from: &right)
        #expect(Set(all).count == 2000)
    }

    @Test func `a copy of a generator continues with the same ids`() {
        var generator = IdentifierGenerator(seed: seed)
        _ = customers(3, from: &generator)
        var copy = generator
        #expect(customers(3, from: &copy) == customers(3, from: &generator))
    }

    @Test func `the ids of a baseline follow from the seed and the name alone`() {
        let ids = BaselineIdentifiers(seed: 42)
        let organization: Identifier<Organization> = ids.object(named: "kdv_test_local")
        #expect(organization.description == "org_W8AE7VDSCRF55R1RY1C3YC3S2Z")
        #expect(ids.team(named: "Operations").description == "t1_0ggd6swmebob")
        #expect(ids.team(named: "Operations") == BaselineIdentifiers(seed: 42).team(named: "Operations"))
        #expect(ids.team(named: "Operations") != ids.team(named: "Sales"))
        #expect(ids.team(named: "Operations") != BaselineIdentifiers(seed: 43).team(named: "Operations"))
    }

    @Test func `equal names of different kinds give different ids`() {
        let ids = BaselineIdentifiers(seed: 42)
        let organization: Identifier<Organization> = ids.object(named: "same")
        let user: Identifier<User> = ids.object(named: "same")
        #expect(organization.description.dropFirst(4) != user.description.dropFirst(4))
    }
}
