import Foundation
import Testing

@testable import HTTPServing

@Suite(.timeLimit(.minutes(15))) struct GzipTests {
    private static let text = #"{"name": "Acme"}"#

    private func unpack(_ bytes: [UInt8], limit: Int = 1 << 20) -> Result<[UInt8], UnpackingError> {
        Result { () throws(UnpackingError) in try Gzip.unpack(bytes, limit: limit) }
    }

    private func bytes(_ base64: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: base64)))
    }

    @Test(arguments: [
        ("H4sIAAAAAAACA6tWykvMTVWyUlByTAbStQCyuDsPEAAAAA==", 1),
        ("H4sIAAAAAAAEAwEQAO//eyJuYW1lIjogIkFjbWUifbK4Ow8QAAAA", 1),
        ("H4sIAAAAAAACA6tWykvMTVWyUlByTAbStdUU8gHO+U87UAAAAA==", 5),
        ("H4sIHgECAwQA/wMAYWJjbmFtZS5qc29uAGEgY29tbWVudABr1qtWykvMTVWyUlByTAbStQCyuDsPEAAAAA==", 1),
    ])
    func `gzip files with stored and fixed blocks and all optional header fields are decompressed`(
        _ file: String,
        _ times: Int
    ) throws {
        let expected = Array(String(repeating: Self.text, count: times).utf8)
        #expect(unpack(try bytes(file)) == .success(expected))
    }

    @Test func `the members of a gzip file are decompressed into one text`() throws {
        let member = try bytes("H4sIAAAAAAACA6tWykvMTVWyUlByTAbStQCyuDsPEAAAAA==")
        #expect(unpack(member + member) == .success(Array((Self.text + Self.text).utf8)))
        #expect(unpack(member + member, limit: 31) == .failure(.tooLarge))
        #expect(unpack(member + [0]) == .failure(.truncated))
        #expect(unpack(member + Array("more text".utf8)) == .failure(.broken("it does not begin as gzip does")))
    }

    @Test(arguments: 0..<20)
    func `a gzip file that zlib made is decompressed`(_ seed: UInt64) throws {
        var generator = FixedGenerator(state: seed)
        let letters = Int.random(in: 1...256, using: &generator)
        var original: [UInt8] = []
        let size = Int.random(in: 0...40_000, using: &generator)
        while original.count < size {
            if original.count > 10, Bool.random(using: &generator) {
                let start = Int.random(in: 0..<original.count, using: &generator)
                original += Array(
                    original[start..<min(original.count, start + Int.random(in: 3...400, using: &generator))]
                )
            } else {
                original.append(UInt8(Int.random(in: 0..<letters, using: &generator)))
            }
        }
        let packed = try gzip(original)
        #expect(unpack(packed) == .success(original))
        #expect(unpack(packed, limit: original.count) == .success(original))
        if !original.isEmpty { #expect(unpack(packed, limit: original.count - 1) == .failure(.tooLarge)) }
    }

    @Test func `a truncated gzip file is refused at every length`() throws {
        let packed = try gzip(Array(String(repeating: Self.text, count: 20).utf8))
        for length in 0..<packed.count {
            guard case .failure(.broken) = unpack(Array(packed[..<length])) else {
                Issue.record("\(length) of \(packed.count) bytes were accepted")
                return
            }
        }
    }

    @Test(arguments: 0..<20)
    func `a damaged gzip file is refused unless its content is still the original`(_ seed: UInt64) throws {
        var generator = FixedGenerator(state: seed)
        let original = (0..<2_000).map { _ in UInt8.random(in: 97...110, using: &generator) }
        let packed = try gzip(original)
        for _ in 0..<200 {
            var damaged = packed
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                damaged[Int.random(in: 10..<packed.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            if case .success(let bytes) = unpack(damaged) { #expect(bytes == original) }
        }
    }

    @Test func `a small gzip file with huge content is not decompressed beyond the limit`() throws {
        let bomb = try gzip([UInt8](repeating: 0, count: 64 << 20))
        #expect(bomb.count < 100_000)
        #expect(unpack(bomb) == .failure(.tooLarge))
    }

    @Test(arguments: [
        ("", ContentCoding.identity), ("identity", .identity), ("Identity, IDENTITY", .identity), ("gzip", .gzip),
        ("GZip", .gzip), ("x-gzip", .gzip), ("X-GZIP", .gzip), ("identity, gzip", .gzip), (" gzip ,", .gzip),
        ("br", .unsupported("br")), ("gzip, br", .unsupported("gzip, br")), ("gzip, gzip", .unsupported("gzip, gzip")),
        ("deflate", .unsupported("deflate")), ("zstd,gzip", .unsupported("zstd, gzip")),
        ("gzip;q=1", .unsupported("gzip;q=1")),
    ])
    func `the header Content-Encoding is read in any case and as a list`(_ value: String, _ coding: ContentCoding) {
        #expect(ContentCoding(value) == coding)
    }
}

extension Result where Success == [UInt8], Failure == UnpackingError {
    fileprivate static func == (one: Self, other: Self) -> Bool {
        switch (one, other) {
        case (.success(let one), .success(let other)): one == other
        case (.failure(let one), .failure(let other)): one == other
        case (.success, .failure), (.failure, .success): false
        }
    }
}
