import Documents
import Domain
import Testing

@Suite struct WhatsAppAccountTests {
    @Test func `an account of the organization has no customer`() {
        let account = WhatsAppAccount(
            phoneNumberID: "106540352242922",
            phoneNumber: "+628111222333",
            name: "Customer Support",
            status: .connected
        )
        var writer = JSONWriter()
        account.write(to: &writer, owner: nil)
        #expect(
            String(json: writer.bytes) == """
                {"object":"account","phone_number_id":"106540352242922","phone_number":"+628111222333",\
                "name":"Customer Support","status":"connected","customer":null}
                """
        )
    }

    @Test func `an owned account shows its customer's present name`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer("Acme \"Logistics\"")
        let account = WhatsAppAccount(
            phoneNumberID: nil,
            phoneNumber: nil,
            name: nil,
            status: .onboarding,
            customerID: customer.id
        )
        var writer = JSONWriter()
        account.write(to: &writer, owner: customer)
        #expect(
            String(json: writer.bytes) == """
                {"object":"account","phone_number_id":null,"phone_number":null,"name":null,"status":"onboarding",\
                "customer":{"id":"\(customer.id)","name":"Acme \\"Logistics\\""}}
                """
        )
    }

    @Test func `an account in its customer's own list shows the time of its onboarding`() {
        let account = WhatsAppAccount(
            phoneNumberID: "1111475158712095",
            phoneNumber: "+62 857-2516-5424",
            name: nil,
            status: .degraded,
            onboardedAt: .start
        )
        var writer = JSONWriter()
        account.writeOwned(to: &writer)
        #expect(
            String(json: writer.bytes) == """
                {"phone_number_id":"1111475158712095","phone_number":"+62 857-2516-5424","name":null,\
                "status":"degraded","onboarded_at":"2026-06-04T10:00:00.000Z"}
                """
        )
    }
}
