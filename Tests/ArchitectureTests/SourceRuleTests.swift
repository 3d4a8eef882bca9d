import EmulatorTesting
import Foundation
import Testing

/// Rules that the package manager cannot enforce: which target may use what, and how long a file may be.
@Suite struct SourceRuleTests {
    @Test func `no source file is longer than 400 lines`() throws {
        for file in try SourceFile.all.get() {
            #expect(file.lines.count <= 400, "\(file.path)")
        }
    }

    @Test func `only HTTPServing and the connections to receivers use NIO channels`() throws {
        for file in try SourceFile.all.get() where file.target != "HTTPServing" {
            guard !file.path.hasPrefix("Webhooks/Delivery/Receiver") else { continue }
            guard file.text.contains("Channel") else { continue }
            #expect(!file.text.contains(/\b(Channel|ChannelHandlerContext|ChannelPipeline)\b/), "\(file.path)")
        }
    }

    @Test func `only the emulator clock and the commands read the time of day`() throws {
        for file in try SourceFile.all.get() where file.target != "EmulatorCommands" {
            guard file.path != "EmulatorCore/Time/EmulatorClock.swift" else { continue }
            #expect(!file.text.contains("Date()"), "\(file.path)")
        }
    }

    @Test func `only Domain, EmulatorCore and WorldRunning run timers`() throws {
        let layers: Set = ["Domain", "EmulatorCore", "WorldRunning"]
        for file in try SourceFile.all.get() where !layers.contains(file.target) {
            let code = file.code
            for call in ["runDueTimers(", ".transaction"] { #expect(!code.contains(call), "\(file.path) has \(call)") }
        }
    }

    @Test func `every type is in the file of its name`() throws {
        let declaration = /^(?:package )?(?:final |indirect )?(?:struct|enum|class|protocol|actor) (\w+)/
        for file in try SourceFile.all.get() {
            for line in file.lines {
                guard let type = line.prefixMatch(of: declaration)?.1 else { continue }
                #expect(file.path.hasSuffix("/\(type).swift"), "\(file.path) has \(type)")
            }
        }
    }

    @Test func `no source file prints, crashes on purpose or evades the compiler's concurrency checks`() throws {
        let forbidden = ["try!", "fatalError(", "nonisolated(unsafe)", "@unchecked Sendable", "Task.detached"]
        for file in try SourceFile.all.get() {
            let code = file.code
            for word in forbidden { #expect(!code.contains(word), "\(file.path) has \(word)") }
            guard code.contains("print(") else { continue }
            #expect(!code.contains(/\bprint\(/), "\(file.path) has print(")
        }
    }

    @Test func `no source file imports the YAML library, which needs all of Foundation`() throws {
        for file in try SourceFile.all.get() {
            #expect(!file.imports.contains("Yams"), "\(file.path)")
        }
    }

    /// The rest of Foundation is 50 MB of libraries that every start would load; FoundationEssentials has what is needed.
    @Test func `no source file imports more of Foundation than its essentials`() throws {
        let rest: Set = ["Foundation", "FoundationInternationalization", "FoundationNetworking", "FoundationXML"]
        for file in try SourceFile.all.get() {
            #expect(file.imports.isDisjoint(with: rest), "\(file.path)")
        }
    }

    @Test func `the lower layers import neither cryptography nor the network`() throws {
        let heavy: Set = ["Crypto", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL", "X509"]
        let lower: Set = ["Documents", "Contract", "Domain", "EmulatorCore"]
        for file in try SourceFile.all.get() where lower.contains(file.target) {
            #expect(file.imports.isDisjoint(with: heavy), "\(file.path)")
        }
    }

    @Test func `every package declaration has a documentation comment unless it is a protocol witness`() throws {
        for file in try SourceFile.all.get() where ["Domain", "EmulatorCore", "EmulatorServer"].contains(file.target) {
            let undocumented = file.undocumentedDeclarations
            #expect(undocumented.isEmpty, "\(file.path): \(undocumented)")
        }
    }
}

/// A Swift file below Sources.
struct SourceFile {
    /// The path below Sources.
    let path: String
    let text: String

    var target: String { String(path.prefix { $0 != "/" }) }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The text without comments.
    var code: String {
        lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    }

    var imports: Set<String> {
        let candidates = lines.filter { $0.contains("import ") }
        return Set(
            candidates.compactMap { $0.wholeMatch(of: /(?:package |@testable )?import (\w+)/).map { String($0.1) } }
        )
    }

    /// Declarations with `package` that have no documentation comment, except protocol witnesses.
    var undocumentedDeclarations: [String] {
        let witness =
            /\s*package (static func (==|<)|func hash|init\((string|integer|float|boolean|nil|array|dictionary)Literal|typealias|static let (idPrefix|configuration)|var (description|errorDescription|listKeys)|func next|func run|mutating func next|func write\(to)/
        let lines = lines
        return lines.indices.compactMap { index in
            let line = lines[index]
            guard line.contains("package ") else { return nil }
            guard line.contains(/^\s*package (?!import|protocol$)/), line.firstMatch(of: witness) == nil else {
                return nil
            }
            var above = index - 1
            while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            let isDocumented = above >= 0 && lines[above].drop { $0 == " " }.hasPrefix("///")
            return isDocumented ? nil : "\(index + 1): \(line)"
        }
    }

    /// All Swift files below Sources.
    static let all = Result<[SourceFile], any Error> {
        let root = SourceTree.path("Sources")
        let paths = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }
        return try paths.filter { $0.hasSuffix(".swift") }.map { path in
            SourceFile(path: path, text: try String(contentsOfFile: root + "/" + path, encoding: .utf8))
        }
    }
}
