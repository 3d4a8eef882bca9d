package import Documents

extension Message {
    /// Writes the message as its operations show it; `origin` is the emulator's own, for the URLs of samples.
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

    /// Writes the response of sendMessage, with the wamid if the switch `send_returns_wamid` is on.
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

    /// Writes the response of a read receipt.
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
    /// Writes the member `error` of a message.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code)
            writer.member("message", message)
            writer.member("provider_code", providerCode)
        }
    }
}

extension MessageContent {
    /// The sample that stands for the file; nil for kinds without a file.
    var sample: MediaSample? {
        MessageMediaKind(rawValue: kind.rawValue).map { MediaSample(kind: $0) }
    }

    /// The URL of the file: its link, or the sample on `origin`; nil for a message without a file.
    package func mediaURL(origin: String) -> String? {
        guard let media else { return nil }
        return media.link ?? sample.map { origin + $0.path }
    }
}
