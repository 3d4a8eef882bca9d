import Contract
import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import EmulatorServer

/// The page `/__admin/docs`.
@Suite struct ReferencePageTests {
    private static let commands = ReferenceCommands(
        origin: "http://localhost:8080",
        key: usualKey,
        tokenHeader: nil,
        acceptsCertificate: false
    )

    private static func markup(of document: JSONValue) -> String {
        ReferencePage(document: ReferenceDocument(document), commands: commands, linksDocuments: true).markup.text
    }

    // MARK: Who gets it

    @Test(arguments: ["text/html", "*/*", "text/html, application/json;q=0.9"])
    func `a browser and curl get the page`(accept: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/docs", headers: ["Accept": accept])
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == ["text/html; charset=utf-8"])
        }
    }

    @Test(arguments: ["application/json", "application/yaml", "text/html;q=0.5, application/json"])
    func `a client that prefers JSON or YAML is led to the document`(accept: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/docs", headers: ["Accept": accept])
            #expect(answer.status == 302)
            let location = try #require(answer.headers["Location"].first)
            #expect(try emulator.control().get(location).headers["Content-Type"] == ["application/yaml"])
        }
    }

    // MARK: What it shows

    @Test func `the page has an entry for every operation and every schema, and each of its links is answered`()
        async throws
    {
        try await withEmulator { emulator in
            let outline = try MarkupOutline(try emulator.page("/__admin/docs"))
            let entries = outline.elements("article").compactMap { $0.attributes["id"] }
            let schemas = try #require(ControlContract.document["components"]?["schemas"]?.object?.keys)
            let operations = ContractLibrary.control.operations.map(\.id)
            #expect(Set(entries) == Set(operations + schemas.map { "schema-\($0)" }))
            #expect(entries.count == operations.count + schemas.count)
            let ids = Set(outline.elements.compactMap { $0.attributes["id"] })
            let links = outline.elements.compactMap { $0.attributes["href"] ?? $0.attributes["src"] }
            for link in Set(links) {
                if link.hasPrefix("#") {
                    #expect(ids.contains(String(link.dropFirst())), "\(link)")
                } else {
                    #expect(try emulator.control().get(link, headers: Emulator.browser).status == 200, "\(link)")
                }
            }
        }
    }

    @Test func `no two elements have the same id, and each copy button names a text`() async throws {
        try await withEmulator { emulator in
            let outline = try MarkupOutline(try emulator.page("/__admin/docs"))
            let ids = outline.elements.compactMap { $0.attributes["id"] }
            #expect(Set(ids).count == ids.count)
            let named = outline.elements("button").compactMap { $0.attributes["data-copies"] }
            #expect(named.count == ContractLibrary.control.operations.count)
            #expect(Set(named).isSubset(of: ids))
        }
    }

    @Test func `an entry shows the members of the body, with type, need, description and default`() {
        let page = Self.markup(of: [
            "paths": [
                "/things/{id}": [
                    "put": [
                        "operationId": "putThing", "summary": "Put a `thing`", "description": "First.\nSecond.",
                        "parameters": [["name": "id", "in": "path", "required": true, "schema": ["type": "string"]]],
                        "requestBody": [
                            "required": true,
                            "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Thing"]]],
                        ],
                        "responses": ["200": ["description": "Done."]],
                    ]
                ]
            ],
            "components": [
                "schemas": [
                    "Thing": [
                        "type": "object", "required": ["size"],
                        "properties": [
                            "size": ["type": "integer", "default": 3, "minimum": 1, "description": "How large."],
                            "parts": ["type": "array", "items": ["$ref": "#/components/schemas/Thing"]],
                        ],
                    ]
                ]
            ],
        ])
        let expected = [
            "Put a <code>thing</code>", "<p>First.</p>", "<p>Second.</p>",
            "<code>size</code> <span class=\"type\">integer</span> <span class=\"badge quiet\">required</span>",
            "<p>How large.</p>", "at least 1, default <code>3</code>",
            "<span class=\"type\">array of <a href=\"#schema-Thing\">Thing</a></span>",
            "<code>200</code>", "<p>Done.</p>",
        ]
        for part in expected { #expect(page.contains(part), "\(part)") }
    }

    @Test func `an unpaired backtick is no code`() {
        #expect(Prose.line("`a` b").text == "<code>a</code> b")
        #expect(Prose.line("a `b").text == "a `b")
        #expect(Prose.line("`a` `b").text == "<code>a</code> `b")
        #expect(Prose.line("").text == "")
    }

    // MARK: Safety

    @Test func `every text of a document is escaped`() throws {
        let hostile: JSONValue = "\"'></code><script>alert(1)</script>"
        let page = Self.markup(of: [
            "info": ["description": hostile],
            "tags": [["name": hostile, "description": hostile]],
            "paths": [
                "/<script>": [
                    "post": [
                        "operationId": hostile, "tags": [hostile], "summary": hostile, "description": hostile,
                        "parameters": [["name": hostile, "in": hostile, "description": hostile, "schema": true]],
                        "requestBody": [
                            "description": hostile,
                            "content": [
                                "<script>": [
                                    "examples": ["<script>": ["value": ["<script>": hostile]]],
                                    "schema": [
                                        "type": hostile, "required": ["<script>"],
                                        "properties": [
                                            "<script>": ["const": hostile], "b": ["enum": [hostile]],
                                            "c": ["$ref": hostile, "pattern": hostile], "d": ["default": hostile],
                                            "e": ["type": "string", "format": hostile, "minimum": hostile],
                                            "f": ["oneOf": [["title": hostile], ["description": hostile]]],
                                        ],
                                    ],
                                ]
                            ],
                        ],
                        "responses": [
                            "<script>": [
                                "description": hostile,
                                "headers": ["<script>": ["description": hostile]],
                                "content": ["<script>": ["schema": ["type": hostile]]],
                            ]
                        ],
                    ]
                ]
            ],
            "components": ["schemas": ["<script>": ["description": hostile, "type": hostile]]],
        ])
        #expect(try MarkupOutline(page).elements("script").map { $0.attributes["src"] } == [scriptPath])
        #expect(page.count { $0 == "&" } > 100)
    }

    private let scriptPath = "/__admin/ui/assets/reference.js"

    @Test func `the page has no style and no script inside, and its policy allows none`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/docs", headers: Emulator.browser)
            let policy = try #require(answer.headers["Content-Security-Policy"].first)
            #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
            let outline = try MarkupOutline(String(decoding: answer.bytes, as: UTF8.self))
            #expect(outline.elements("style").isEmpty)
            #expect(outline.elements("script").map { $0.attributes["src"] } == [scriptPath])
            #expect(outline.elements.allSatisfy { $0.attributes["style"] == nil })
        }
    }

    @Test func `with an admin token, the page opens without it, names its header and links no document`() async throws {
        try await withEmulator({ $0.adminToken = "token-of-this-test" }) { emulator in
            let page = try emulator.page("/__admin/docs")
            #expect(!page.contains("token-of-this-test"))
            #expect(page.contains("-H &#39;X-Mock-Admin-Token: TOKEN&#39;"))
            let links = try MarkupOutline(page).elements("a").compactMap { $0.attributes["href"] }
            for link in Set(links) where !link.hasPrefix("#") {
                #expect(try emulator.control().get(link, headers: Emulator.browser).status == 200, "\(link)")
            }
        }
    }
}
