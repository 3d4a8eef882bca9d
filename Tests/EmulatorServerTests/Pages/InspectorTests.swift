import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import Foundation
import HTTPServing
import NIOHTTP1
import Testing

/// The way to the inspector, its page, and the files that pages load.
@Suite struct InspectorTests {
    private static let folder = "Sources/EmulatorServer/"

    // MARK: The way to it

    @Test(arguments: ["/__admin", "/__admin/", "/__admin?x=1"])
    func `a browser that opens the control API gets to the inspector`(path: String) async throws {
        try await withEmulator({ $0.adminToken = "secret" }) { emulator in
            let answer = try emulator.control().get(path, headers: Emulator.browser)
            #expect(answer.status == 302)
            #expect(answer.headers["Location"] == ["/__admin/ui"])
        }
    }

    @Test func `a client that does not prefer HTML gets the problem of an unknown path`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin", headers: ["Accept": "*/*"])
            expectProblem(answer, 404, "not_found")
            let detail = "There is no /__admin; GET /__admin/openapi.yaml describes what there is."
            #expect(answer.json["detail"]?.string == detail)
        }
    }

    // MARK: The page

    @Test func `the inspector's page is served without the admin token, and creates no sandbox`() async throws {
        try await withEmulator({ $0.adminToken = "secret" }) { emulator in
            let page = try emulator.page("/__admin/ui")
            #expect(!page.contains("secret"))
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    @Test func `the inspector's page knows the version, and whether its views have actions`() async throws {
        let root = "<html lang=\"en\" data-version=\"\(EmulatorVersion.current)\""
        try await withEmulator { emulator throws in
            #expect(try emulator.page("/__admin/ui").contains("\(root)>"))
        }
        try await withEmulator({ $0.hasReadOnlyPages = true }) { emulator throws in
            #expect(try emulator.page("/__admin/ui").contains("\(root) data-read-only>"))
        }
    }

    @Test(arguments: ["<header id=\"top\">", "<nav id=\"nav\"", "<main id=\"view\"", "<div id=\"live\"", "<noscript>"])
    func `the inspector's page has the landmarks that its scripts fill`(element: String) async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.page("/__admin/ui").components(separatedBy: element).count == 2)
        }
    }

    @Test func `no page has a style or a script inside`() throws {
        for file in ["Pages/inspector.html", "Onboarding/onboarding.html"] {
            let page = try SourceTree.text(Self.folder + file)
            #expect(!page.contains("<style") && !page.contains(" style="), "\(file)")
            for script in page.components(separatedBy: "<script").dropFirst() {
                #expect(script.contains(#/^ type="module" src="\/[a-z_\/.]+"><\/script>/#), "\(file)")
            }
        }
    }

    // MARK: Files

    /// The styles, scripts and icons in the folders of pages, by file name.
    private static let files = Result<[String: String], any Error> {
        let found = try ["Pages", "Dashboard"].flatMap { name -> [String] in
            let folder = FileManager.default.enumerator(atPath: SourceTree.path(Self.folder + name))
            return try #require(folder).compactMap { $0 as? String }.map { "\(name)/\($0)" }
        }
        let files = found.filter { $0.hasSuffix(".css") || $0.hasSuffix(".js") || $0.hasSuffix(".svg") }
        return Dictionary(uniqueKeysWithValues: files.map { (String($0.split(separator: "/").last ?? ""), $0) })
    }

    @Test func `every style, script and icon in the folders of pages is served as it is`() async throws {
        let files = try Self.files.get()
        #expect(files.count >= 5)
        try await withEmulator { emulator in
            for (name, file) in files {
                let answer = try emulator.control().get("/__admin/ui/assets/\(name)")
                #expect(answer.status == 200, "\(name): Sources/EmbeddedFiles has a line for each file")
                #expect(String(decoding: answer.bytes, as: UTF8.self) == (try SourceTree.text(Self.folder + file)))
            }
        }
    }

    @Test(
        arguments: [
            ("base.css", "text/css; charset=utf-8"), ("copy.js", "text/javascript; charset=utf-8"),
            ("icon.svg", "image/svg+xml"),
        ]
    )
    func `a file has its media type and the headers of a page`(name: String, type: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/ui/assets/\(name)")
            #expect(answer.headers["Content-Type"] == [type])
            #expect(answer.headers["Cache-Control"] == ["no-store"])
            #expect(answer.headers["X-Content-Type-Options"] == ["nosniff"])
        }
    }

    @Test(arguments: ["nonsense.js", "control.yaml", "inspector.html", "%2e%2e%2fbase.css"])
    func `a file that no page loads is not found`(name: String) async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get("/__admin/ui/assets/\(name)"), 404, "not_found")
        }
    }

    /// Scripts import each other by a relative path.
    @Test func `every file that a style or a script loads is served`() async throws {
        let files = try Self.files.get()
        try await withEmulator { emulator in
            for (name, file) in files {
                let text = try SourceTree.text(Self.folder + file)
                let imports = text.matches(of: #/(?:from|import) ["']\.\/([a-z-]+\.js)["']/#).map { String($0.1) }
                let styles = text.matches(of: #/@import url\("([a-z.]+)"\)/#).map { String($0.1) }
                for loaded in imports + styles {
                    let status = try emulator.control().get("/__admin/ui/assets/\(loaded)").status
                    #expect(status == 200, "\(name) loads \(loaded)")
                }
            }
        }
    }

    @Test func `a script tells the phone the names and codes of failed messages`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/ui/assets/message-failures.js")
            let script = String(decoding: answer.bytes, as: UTF8.self)
            let list = try #require(script.wholeMatch(of: #/export const failures = (\[.+\]);\n/#)?.1)
            let failures = try #require(try JSONValue(parsing: Array(list.utf8)).array)
            #expect(failures.column("name") == MessageFailure.allCases.map { .string($0.rawValue) })
            let simulated = failures.filter { $0["name"] == $0["code"] }
            #expect(simulated.column("code") == MessageFailure.simulated.map { .string($0.code) })
            #expect(failures[0]["providerCode"] == 131_047)
            #expect(failures[0]["isEarly"] == true)
            #expect(failures[0]["message"] == .string(MessageFailure.outsideWindow.message))
        }
    }
}
