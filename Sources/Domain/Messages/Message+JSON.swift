package import Documents

extension Message {
    /// Writes the message as all its operations show it; `origin` is where the emulator's samples can be had.
    package func write(to writer: inout JSONWriter, origin: String) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "message")
            writer.member("status", status.rawValue)
            writer.member("direction", direction.rawValue)
            writer.member("created_at", createdAt.description)
            writer.key("error")
            if let failure { failure.write(to: &writer) } else { writer.value(.null) }
            writer.member("conversation_id", conversationID.description)
            writer.member("type", content.kind.rawValue)
            writer.member("to", phoneNumber)
            writer.member("source", source?.rawValue)
            writer.member("provider_id", providerID)
            writer.member("content", content.text)
            writer.member("body", content.text)
            writer.member("media_url", content.mediaURL(origin: origin))
            writer.member("media_mime_type", content.media?.mimeType)
            writer.member("filename", content.media?.filename)
            if let detail = content.detail { writer.member(content.kind.rawValue, detail) }
            if let context { writer.member("context", ["message_id": .string(context)]) }
            writer.member("updated_at", updatedAt.description)
        }
    }

    /// Writes what a send answers; with the wamid where the switch asks for it.
    package func writeSent(to writer: inout JSONWriter, withWamid showsWamid: Bool) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "message")
            writer.member("to", phoneNumber)
            writer.member("type", content.kind.rawValue)
            writer.member("status", status.rawValue)
            writer.member("created_at", createdAt.description)
            writer.member("conversation_id", conversationID.description)
            writer.member("error", JSONValue.null)
            if showsWamid { writer.member("message_id", wamid) }
        }
    }

    /// Writes what a read receipt answers.
    package func writeReceipt(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "message")
            writer.member("status", status.rawValue)
            writer.member("message_id", wamid)
        }
    }
}

extension MessageFailure {
    /// Writes what stands under `error` of a message.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code)
            writer.member("message", message)
            writer.member("provider_code", providerCode)
        }
    }
}

extension MessageContent {
    /// The sample that stands for the file, for kinds that have one.
    var sample: MediaSample? {
        MessageMediaKind(rawValue: kind.rawValue).map { MediaSample(kind: $0) }
    }

    /// Where the bytes of the file are; nil for a message without one.
    package func mediaURL(origin: String) -> String? {
        guard let media else { return nil }
        return media.link ?? sample.map { origin + $0.path }
    }
}
