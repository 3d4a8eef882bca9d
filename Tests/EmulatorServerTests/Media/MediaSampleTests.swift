import Crypto
import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct MediaSampleTests {
    /// The bytes by which a file of each media type is recognized.
    private static let beginnings: [String: [(place: Int, bytes: [UInt8])]] = [
        "image/jpeg": [(0, [0xFF, 0xD8, 0xFF])], "image/png": [(1, Array("PNG".utf8))],
        "image/webp": [(0, Array("RIFF".utf8)), (8, Array("WEBP".utf8))], "video/mp4": [(4, Array("ftyp".utf8))],
        "audio/ogg": [(0, Array("OggS".utf8)), (28, Array("OpusHead".utf8))], "audio/mpeg": [(0, [0xFF, 0xF3])],
        "application/pdf": [(0, Array("%PDF-".utf8))],
    ]

    @Test(arguments: MediaSample.all)
    func `a sample is served without a key, with its media type and content`(sample: MediaSample) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get(sample.path)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == [sample.mimeType])
            #expect(answer.headers["Cache-Control"] == ["public, max-age=86400"])
            let digest = SHA256.hash(data: answer.bytes).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            #expect(digest.joined() == sample.sha256)
            #expect(answer.bytes.count < 10_000)
            for (place, bytes) in try #require(Self.beginnings[sample.mimeType]) {
                #expect(answer.bytes.dropFirst(place).starts(with: bytes))
            }
            let head = try emulator.control().send(.HEAD, sample.path)
            #expect(head.status == 200)
            #expect(head.headers["Content-Type"] == [sample.mimeType])
        }
    }

    @Test(arguments: MessageMediaKind.allCases)
    func `each kind of media message has a sample`(kind: MessageMediaKind) {
        let sample = MediaSample(kind: kind)
        #expect(sample.kind == kind)
        #expect(MediaSample.all.contains(sample))
        #expect(sample.path == "/media/samples/" + sample.fileName)
    }

    @Test func `the samples differ in content and file name`() {
        #expect(Set(MediaSample.all.map(\.sha256)).count == MediaSample.all.count)
        #expect(Set(MediaSample.all.map(\.fileName)).count == MediaSample.all.count)
    }

    @Test(arguments: ["/media/samples/image.gif", "/media/samples/..%2Fimage.jpg", "/media/samples/a/image.jpg"])
    func `a media file that does not exist is not found`(path: String) async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get(path), 404, "not_found")
        }
    }

    @Test func `a sample cannot be deleted, and requests for samples are not journaled`() async throws {
        try await withEmulator { emulator in
            let path = MediaSample.jpeg.path
            expectProblem(try emulator.control().send(.DELETE, path), 405, "method_not_allowed")
            #expect(try emulator.control().get("/__admin/requests").json["data"] == [])
        }
    }
}
