import Documents
import OrderedCollections
import Testing

@testable import Domain

/// What Meta refuses in a template message after the API has accepted it (kirimdev-api 9.1).
@Suite struct TemplateSendTests {
    private static let mediaHeader =
        #"{"type":"HEADER","format":"IMAGE","example":{"header_url":["https://a.example/b.png"]}}"#
    private static let textHeader = #"{"type":"HEADER","format":"TEXT","text":"Order {{1}}"}"#
    private static let body = #"{"type":"BODY","text":"Parcel {{1}} is here."}"#
    private static let buttons = #"{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Stop"}]}"#
    private static let image: JSONValue = ["type": "image", "image": ["link": "https://a.example/b.png"]]

    private static func text(_ text: String?) -> JSONValue {
        ["type": "text", "text": text.map(JSONValue.string) ?? .null]
    }

    private static func button(_ index: JSONValue) -> JSONValue {
        [
            "type": "button", "sub_type": "quick_reply", "index": index,
            "parameters": [["type": "payload", "payload": "p"]],
        ]
    }

    /// The failure of a message with the components `sent`, from a template with the components `created`.
    private func failure(
        of sent: [JSONValue],
        with created: [String],
        adjusting adjust: (inout Chat) -> Void = { _ in }
    ) throws -> MessageFailure? {
        var chat = Chat(mode: .immediate)
        let draft = try TemplateDraft.sample(components: "[\(created.joined(separator: ","))]")
        let template = try chat.state.createTemplate(draft, on: try chat.account, at: .start)
        _ = chat.state.setStatus(.approved, of: template, onSync: false, at: .start)
        adjust(&chat)
        let content: JSONValue = ["name": "parcel_update", "language": "id", "components": .array(sent)]
        let body: JSONValue = ["to": .string(Chat.partner), "type": "template", "template": content]
        let message = try chat.send(try #require(MessageDraft(body)))
        chat.wait(until: 0)
        return try chat.current(message).failure
    }

    private static func header(_ parameters: JSONValue...) -> JSONValue {
        ["type": "header", "parameters": .array(parameters)]
    }

    private static func values(_ text: String?) -> JSONValue { ["type": "body", "parameters": [Self.text(text)]] }

    @Test(
        arguments: [
            ([header(image), values("A")], nil),
            ([["type": "HEADER", "parameters": [["type": "IMAGE", "image": ["id": "1"]]]], values("A")], nil),
            ([values("A")], .templateComponentFormat),
            ([header(text("A")), values("A")], .templateComponentFormat),
            (
                [header(["type": "video", "video": ["link": "https://a.example/b.mp4"]]), values("A")],
                .templateComponentFormat
            ),
            ([header(["type": "image", "image": [:]]), values("A")], .templateComponentFormat),
            ([header(image, image), values("A")], .templateParameterCount),
        ] as [([JSONValue], MessageFailure?)]
    )
    func `a media header needs exactly one file of its kind`(_ sent: [JSONValue], _ failure: MessageFailure?) throws {
        #expect(try self.failure(of: sent, with: [Self.mediaHeader, Self.body]) == failure)
    }

    @Test(
        arguments: [
            ([header(text("7")), values("A")], nil), ([values("A")], .templateParameterCount),
            ([header(text("7"), text("8")), values("A")], .templateParameterCount),
            ([header(image), values("A")], .templateComponentFormat),
        ] as [([JSONValue], MessageFailure?)]
    )
    func `a text header needs exactly its values`(_ sent: [JSONValue], _ failure: MessageFailure?) throws {
        #expect(try self.failure(of: sent, with: [Self.textHeader, Self.body]) == failure)
    }

    @Test func `a value for a header that the template does not have is one too many`() throws {
        let sent = [Self.header(Self.image), Self.values("A")]
        #expect(try failure(of: sent, with: [Self.body]) == .templateParameterCount)
    }

    @Test(
        arguments: [(0, nil), ("0", nil), (1, .templateComponentFormat), ("x", .templateComponentFormat)]
            as [(JSONValue, MessageFailure?)]
    )
    func `the index of a button must exist in the template`(_ index: JSONValue, _ failure: MessageFailure?) throws {
        let sent = [Self.values("A"), Self.button(index)]
        #expect(try self.failure(of: sent, with: [Self.body, Self.buttons]) == failure)
    }

    @Test(
        arguments: [
            ("A   B", nil), ("", .templateComponentFormat), (nil, .templateComponentFormat),
            ("A\nB", .templateComponentFormat), ("A\r\nB", .templateComponentFormat),
            ("A\tB", .templateComponentFormat),
            ("A    B", .templateComponentFormat),
        ] as [(String?, MessageFailure?)]
    )
    func `a value is text without line break, tab or four blanks`(_ text: String?, _ failure: MessageFailure?) throws {
        #expect(try self.failure(of: [Self.values(text)], with: [Self.body]) == failure)
    }

    @Test func `with template_checks body_only, only the number of body values is checked`() throws {
        let leave: (inout Chat) -> Void = { $0.state.organization.switches[.templateChecks] = "body_only" }
        let sent = [Self.header(Self.text("")), Self.values("A\tB"), Self.button(7)]
        #expect(try failure(of: sent, with: [Self.mediaHeader, Self.body], adjusting: leave) == nil)
        #expect(try failure(of: [], with: [Self.mediaHeader, Self.body], adjusting: leave) == .templateParameterCount)
    }

    @Test func `the failure of a mismatched component has the documented code and Meta's number`() {
        #expect(MessageFailure.templateComponentFormat.code == "template_param_format_mismatch")
        #expect(MessageFailure.templateComponentFormat.providerCode == 132_012)
        #expect(MessageFailure.templateParameterFormat.providerCode == 132_001)
    }

    // MARK: Unknown templates

    @Test func `with unknown_template sync, an unknown template is refused at once`() throws {
        var chat = Chat()
        try chat.addTemplate("Parcel {{1}} is here.", approved: false)
        chat.state.organization.switches[.unknownTemplate] = "sync"
        let before = chat.state.exportedText
        let unknown = try MessageDraft.template("other", ["A"])
        #expect(throws: DomainError.unknownTemplate) { try chat.send(unknown) }
        #expect(chat.state.exportedText == before)
        #expect(try chat.send(.template("parcel_update", ["A"])).status == .pending)
    }

    // MARK: Lists

    private static func section(_ title: String?, _ ids: String...) -> JSONValue {
        let rows = ids.map { JSONValue.object(["id": .string($0), "title": "T"]) }
        return ["title": title.map(JSONValue.string) ?? .null, "rows": .array(rows)]
    }

    @Test(
        arguments: [
            ([section(nil, "a", "b")], nil), ([section("A", "a"), section("B", "b")], nil),
            ([section("A", "a"), section(nil, "b")], .parameterValue),
            ([section("", "a"), section("B", "b")], .parameterValue),
            ([section(nil, "a", "a")], .parameterValue), ([section("A", "a"), section("B", "a")], .parameterValue),
        ] as [([JSONValue], MessageFailure?)]
    )
    func `a list with several sections needs a title for each, and unique row ids`(
        _ sections: [JSONValue],
        _ failure: MessageFailure?
    ) throws {
        let action: JSONValue = ["button": "B", "sections": .array(sections)]
        let list: JSONValue = ["type": "list", "body": ["text": "B"], "action": action]
        let draft = try #require(
            MessageDraft(["to": .string(Chat.partner), "type": "interactive", "interactive": list])
        )
        for (checks, expected) in [("all", failure), ("body_only", nil)] {
            var chat = Chat(mode: .immediate)
            chat.state.organization.switches[.templateChecks] = .string(checks)
            try chat.hear()
            let message = try chat.send(draft)
            chat.wait(until: 0)
            #expect(try chat.current(message).failure == expected)
        }
    }
}
