import Documents

/// Meta's envelope around a message or a status (kirimdev-api 14.3).
///
/// Nothing in it is ever null: what is not known is left out.
struct MetaEnvelope {
    /// The `phone_number_id` of the number that hears of it.
    let accountID: String
    /// That number as Meta displays it.
    let displayPhoneNumber: String?

    /// Writes the whole body: `content` the members of the change, `sibling` what stands beside Meta's members.
    func write(
        to writer: inout JSONWriter,
        _ content: (inout JSONWriter) -> Void,
        beside sibling: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            writer.member("object", "whatsapp_business_account")
            writer.key("entry")
            writer.array { writer in
                writer.object { writer in
                    writer.member("id", businessAccountID)
                    writer.key("changes")
                    writer.array { writer in writeChange(to: &writer, content) }
                }
            }
            sibling(&writer)
        }
    }

    private func writeChange(to writer: inout JSONWriter, _ content: (inout JSONWriter) -> Void) {
        writer.object { writer in
            writer.member("field", "messages")
            writer.key("value")
            writer.object { writer in
                writer.member("messaging_product", "whatsapp")
                writer.key("metadata")
                writer.object { writer in
                    // Every number of Meta's has one; the id stands in for one that a scenario leaves out.
                    writer.member("display_phone_number", displayPhoneNumber ?? accountID)
                    writer.member("phone_number_id", accountID)
                }
                content(&writer)
            }
        }
    }

    /// Meta's id of the business that the number belongs to: 15 digits that follow from the number.
    private var businessAccountID: String {
        var stream = RandomStream(seed: 0, purpose: "waba/" + accountID)
        return stream.text(prefix: "1", length: 14, alphabet: .digits)
    }
}
