import Testing

@testable import Domain

@Suite struct ConnectedAccountTests {
    @Test(arguments: WhatsAppAccount.Status.allCases)
    func `only connected accounts send`(status: WhatsAppAccount.Status) {
        var account = WhatsAppAccount.sample("123456")
        account.status = status
        let state = WorldState.sample()
        if status == .connected {
            #expect(throws: Never.self) { try state.requireConnected(account) }
        } else {
            #expect(throws: DomainError.accountNotConnected) { try state.requireConnected(account) }
        }
    }
}
