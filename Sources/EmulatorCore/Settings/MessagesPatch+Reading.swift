package import Documents
package import Domain
import OrderedCollections

extension MessagesPatch {
    /// Reads the member `messages`, whose shape the schema has validated.
    package init(reading json: JSONValue?) throws(ReadingError) {
        self.init()
        magicRecipients = json?["magic_recipients"]?.bool
        switch json?["progression"] {
        case .string(let word)?: mode = MessageSettings.Mode(rawValue: word)
        case .object(let spans)?:
            mode = .timed
            sent = try Self.span("sent", of: spans)
            delivered = try Self.span("delivered", of: spans)
        default: break
        }
        guard let sent, let delivered, delivered < sent else { return }
        throw ReadingError("/messages/progression/delivered", "must not be before `sent`")
    }

    private static func span(_ name: String, of spans: JSONObject) throws(ReadingError) -> TimeSpan? {
        guard let text = spans[name]?.string else { return nil }
        guard let span = TimeSpan(text) else { throw .noDuration(at: "/messages/progression/\(name)") }
        return span
    }
}
