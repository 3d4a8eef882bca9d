import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct MessageMediaTests {
    private func media(_ id: String, _ emulator: Emulator) throws -> TestResponse {
        try emulator.client().get("/\(usualNumber)/messages/\(id)/media")
    }

    @Test(arguments: MessageMediaKind.allCases)
    func `inbound media redirect to a sample that can be downloaded`(_ kind: MessageMediaKind) async throws {
        try await withEmulator({ $0.publicURL = "http://mock.example" }) { emulator in
            try emulator.addNumber()
            let message = try #require(try emulator.hear(kind.rawValue, [:])["message"])
            let sample = MediaSample(kind: kind)
            for name in ["id", "provider_id"] {
                let answer = try media(try #require(message[name]?.string), emulator)
                #expect(answer.status == 302)
                #expect(answer.headers["Location"] == ["http://mock.example" + sample.path])
                #expect(answer.bytes.isEmpty)
            }
            let bytes = try emulator.rootClient().get(sample.path)
            #expect(bytes.status == 200)
            #expect(bytes.headers["Content-Type"] == [sample.mimeType])
        }
    }

    @Test func `getMessageMedia answers the URL as JSON when the switch media_response is json`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure(["switches": ["media_response": "json"]])
            let message = try #require(try emulator.hear("image", ["link": "https://a.example/b.png"])["message"])
            let answer = try media(try #require(message["provider_id"]?.string), emulator)
            #expect(answer.status == 200)
            #expect(answer.data == ["url": "https://a.example/b.png"])
        }
    }

    @Test func `outbound media redirect to their link, or to a sample if they have an id`() async throws {
        try await withEmulator({ $0.publicURL = "http://mock.example" }) { emulator in
            try emulator.addNumber()
            let link: JSONValue = ["link": "https://media.example.com/a.pdf", "filename": "a.pdf", "caption": "C"]
            let linked = try #require(try emulator.send(.message("document", link)).data["id"]?.string)
            #expect(try media(linked, emulator).headers["Location"] == ["https://media.example.com/a.pdf"])
            let shown = try emulator.message(linked)
            #expect(shown["media_url"] == "https://media.example.com/a.pdf")
            #expect(shown["media_mime_type"] == .null)
            #expect(shown["filename"] == "a.pdf")
            #expect(shown["content"] == "C")
            let stored = try #require(try emulator.send(.message("video", ["id": "1"])).data["id"]?.string)
            #expect(try media(stored, emulator).headers["Location"] == ["http://mock.example/media/samples/video.mp4"])
        }
    }

    @Test func `a message without media, or of another number, is not found`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.addNumber("222222")
            let text = try emulator.sendText()
            expect(try media(text, emulator), refuses: 404, "resource_not_found")
            expect(try media("msg_1", emulator), refuses: 404, "resource_not_found")
            expect(try media("wamid.none", emulator), refuses: 404, "resource_not_found")
            let image = try #require(try emulator.hear("image", [:])["message"]?["id"]?.string)
            expect(try emulator.client().get("/222222/messages/\(image)/media"), refuses: 404, "resource_not_found")
        }
    }
}
