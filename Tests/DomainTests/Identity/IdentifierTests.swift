import Domain
import Testing

@Suite struct IdentifierTests {
    private func ids<Kind: Identifiable26>(_ kind: Kind.Type) -> [String] {
        var stream = RandomStream(seed: 11)
        return (0..<500).map { _ in Identifier<Kind>.random(from: &stream).description }
    }

    @Test func `public ids are a prefix and 26 Crockford characters`() {
        #expect(ids(Customer.self).allSatisfy { $0.wholeMatch(of: /cus_[0-9A-HJKMNP-TV-Z]{26}/) != nil })
        #expect(ids(SetupLink.self).allSatisfy { $0.wholeMatch(of: /csl_[0-9A-HJKMNP-TV-Z]{26}/) != nil })
        #expect(ids(DomainEvent.self).allSatisfy { $0.wholeMatch(of: /evt_[0-9A-HJKMNP-TV-Z]{26}/) != nil })
        #expect(ids(Organization.self).allSatisfy { $0.wholeMatch(of: /org_[0-9A-HJKMNP-TV-Z]{26}/) != nil })
        #expect(ids(APIKey.self).allSatisfy { $0.wholeMatch(of: /key_[0-9A-HJKMNP-TV-Z]{26}/) != nil })
        #expect(ids(User.self).allSatisfy { $0.wholeMatch(of: /usr_[0-9A-HJKMNP-TV-Z]{26}/) != nil })
    }

    @Test func `a setup link token has 24 random characters, and an internal id has twelve`() {
        var generator = IdentifierGenerator(seed: WorldSeed(value: 1, key: "k"))
        for _ in 0..<500 {
            let token = generator.setupLinkToken()
            #expect(token.wholeMatch(of: /csl_[A-Za-z0-9_-]{24}/) != nil)
            #expect(token.utf8.count == 28)
            #expect(generator.internalID().wholeMatch(of: /[a-z0-9]{12}/) != nil)
        }
    }

    @Test(arguments: ["Operations", "Sales", "", "équipe"])
    func `a team's id is t1_ and twelve lowercase letters or digits`(name: String) {
        let id = BaselineIdentifiers(seed: 9).team(named: name)
        #expect(id.description.wholeMatch(of: /t1_[a-z0-9]{12}/) != nil)
    }

    @Test func `an identifier is case-sensitive and may be any text that a client writes`() {
        #expect(Identifier<Customer>("anything at all").description == "anything at all")
        #expect(Identifier<Customer>("cus_A") != Identifier<Customer>("cus_a"))
    }
}
