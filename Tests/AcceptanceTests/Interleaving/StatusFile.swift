/// A scenario file in which a step causes `message.sent` and the statuses `sent` and `delivered`.
enum StatusFile {
    /// The file up to the step that sends the message, whose id is `message`.
    static let start = """
        version: 1
        seed: 7
        clock: { mode: frozen, now: 2026-06-05T09:00:00Z }
        variables: { app: null }
        accounts:
          - { ref: shop, phone_number_id: "1111475158712095", phone_number: "+62 857-2516-5424", name: Acme }
        contacts:
          - { ref: budi, account: shop, phone_number: "+628111111111", name: Budi Santoso }
        messages:
          - account: shop
            contact: budi
            direction: inbound
            type: text
            text: { body: Hello }
            created_at: 2026-06-05T08:00:00Z
        steps:
          - request:
              operation: sendMessage
              path: { phone_number_id: "1111475158712095" }
              body: { messaging_product: whatsapp, to: "+628111111111", type: text, text: { body: Hi } }
            save: { message: /data/id }
        """
}
