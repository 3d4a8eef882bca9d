import Testing

/// Mistakes in labels, contacts and conversations.
extension BrokenFileTests {
    private static let number = "accounts: [{ ref: shop, phone_number_id: '123456' }]\n"
    private static let budi = number + "contacts: [{ ref: budi, account: shop, phone_number: '+628111111111' }]\n"

    private static let desk =
        "accounts: [{ ref: shop, phone_number_id: '123456' }, { ref: desk, phone_number_id: '654321' }]\n"

    static let inbox = [
        BrokenFile("labels: [{ name: A, team: «Operation }]", "there is no team `Operation`", hint: "`Operations`"),
        BrokenFile("labels: [{ name: A, color: «grey }]", "`color` must be one of", hint: "`gray`"),
        BrokenFile("labels: [{ name: Vip }, { name: «VIP }]", "labels[0] has the same `name`"),
        BrokenFile("labels: [{ ref: a, name: A }, { ref: «a, name: B }]", "labels[0] has the same `ref`"),
        BrokenFile(
            "labels: [{ name: «'123456789012345678901234567890123456789012345678901' }]",
            "`name` must be at most 50 characters"
        ),
        BrokenFile("organization: { teams: «[] }\nlabels: [{ name: A }]", "labels need a team"),
        BrokenFile(
            number + "contacts: [{ account: «shp, phone_number: '+628111111111' }]",
            "there is no account `shp`",
            hint: "did you mean `shop`?"
        ),
        BrokenFile(
            number + "contacts: [{ account: '123456', phone_number: «'08111' }]",
            "`phone_number` must match"
        ),
        BrokenFile(
            budi
                + "labels: [{ ref: vip, name: A }]\nconversations:\n  - { account: shop, contact: budi, labels: [«vpi] }",
            "there is no label `vpi`",
            hint: "did you mean `vip`?"
        ),
        BrokenFile(
            number + "contacts:\n  - { account: shop, phone_number: '+628111111111' }\n"
                + "  - { account: '123456', phone_number: «'+628111111111' }",
            "contacts[0] has the same `phone_number`"
        ),
        BrokenFile(
            number + "contacts: [{ account: shop, user_id: «'1048576000000017' }]",
            "`user_id` must match"
        ),
        BrokenFile(
            number + "contacts: [{ account: shop, user_id: ID.1, phone: «hiden }]",
            "`phone` must be one of",
            hint: "`hidden`"
        ),
        BrokenFile(
            number + "contacts: [{ account: shop, user_id: ID.1 }, { account: '123456', user_id: «ID.1 }]",
            "contacts[0] has the same `user_id`"
        ),
        BrokenFile(
            desk + "contacts: [{ account: shop, user_id: ID.1, phone_number: '+628111111111' },"
                + " { account: desk, user_id: «ID.2, phone_number: '+628111111111' }]",
            "the person with `+628111111111` has the user id `ID.1`"
        ),
        BrokenFile(
            desk + "contacts: [{ account: shop, user_id: ID.1, phone_number: '+628111111111' },"
                + " { account: desk, user_id: ID.1, phone_number: «'+628111111112' }]",
            "the person with the user id `ID.1` has the number `+628111111111`"
        ),
        BrokenFile(
            desk + "contacts: [{ account: shop, user_id: ID.1 }, «{ account: shop, phone_number: '+628111111111' },"
                + " { account: desk, user_id: ID.1, phone_number: '+628111111111' }]",
            "contacts[0] is the same person"
        ),
        BrokenFile(
            number + "contacts: [{ ref: sari, account: shop, user_id: ID.1 }]\n"
                + "messages: [{ account: shop, contact: «sari, direction: outbound, type: text, text: { body: A } }]",
            "nothing can be sent to a contact without a number"
        ),
        BrokenFile(
            budi + "conversations: [{ account: shop, contact: «bdui }]",
            "there is no contact `bdui`",
            hint: "did you mean `budi`?"
        ),
        BrokenFile(
            budi + "conversations: [{ account: shop, contact: budi }, { account: shop, contact: «budi }]",
            "conversations[0] has the same `contact`"
        ),
        BrokenFile(
            "accounts: [{ ref: shop, phone_number_id: '123456' }, { ref: desk, phone_number_id: '654321' }]\n"
                + "contacts: [{ ref: budi, account: shop, phone_number: '+628111111111' }]\n"
                + "conversations: [{ account: desk, contact: «budi }]",
            "the contact belongs to another account"
        ),
        BrokenFile(
            "organization: { users: [{ ref: ops, name: A }] }\n" + budi
                + "conversations: [{ account: shop, contact: budi, assignee: «op }]",
            "there is no user `op`",
            hint: "did you mean `ops`?"
        ),
        BrokenFile(
            budi + "conversations:\n  - account: shop\n    contact: budi\n    last_inbound_at: 2026-06-04T00:00:00Z\n"
                + "    last_message_at: «2026-06-03T00:00:00Z",
            "`last_message_at` lies before `last_inbound_at`"
        ),
        BrokenFile(
            "organization: { teams: [{ name: A }, { name: B }] }\ncustomers: [{ ref: acme, name: Acme, team: B }]\n"
                + "accounts: [{ ref: shop, phone_number_id: '123456', customer: acme }]\n"
                + "labels: [{ ref: vip, name: VIP }]\n"
                + "contacts: [{ account: shop, phone_number: '+628111111111', labels: [«vip] }]",
            "the label `vip` belongs to another team than the account"
        ),
    ]
}
