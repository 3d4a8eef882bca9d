import Documents

/// Meta's envelope around a message or a status (kirimdev-api 14.3).
///
/// No member is ever null: an unknown value is left out.
struct MetaEnvelope {
    /// The `phone_number_id` of the number that the body is about.
    let accountID: String
    /// The number as Meta displays it.
    let displayPhoneNumber: String?

    /// Writes the body: `content` writes members of the change, `sibling` writes members beside Meta's.
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
                    // At Meta every number has a display form; if a scenario gives none, the id stands for it.
                    writer.member("display_phone_number", displayPhoneNumber ?? accountID)
                    writer.member("phone_number_id", accountID)
                }
                content(&writer)
            }
        }
    }

    /// Meta's id of the WhatsApp Business account: 15 digits derived from the number's id.
    private var businessAccountID: String {
        var stream = RandomStream(seed: 0, purpose: "waba/" + accountID)
        return stream.text(prefix: "1", length: 14, alphabet: .digits)
    }
}
