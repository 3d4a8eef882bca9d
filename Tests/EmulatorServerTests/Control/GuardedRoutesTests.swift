import Contract
import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// Every operation of control.yaml, sent as foreign web pages would send it.
@Suite struct GuardedRoutesTests {
    /// The operations that every page may send: probes, the index for agents, pages without data, and media.
    private static let open = [
        "getLiveness", "getReadiness", "getAgentIndex", "getInspector", "getPageFile", "getOnboardingPage",
        "getOnboardingStyle", "getOnboardingScript", "getMediaSample",
    ]

    /// The headers of requests that only a foreign page sends.
    private static let foreign: [HTTPHeaders] = [
        ["Origin": "https://evil.example"],
        ["Origin": "null"],
        ["Host": "evil.example"],
        ["Host": "evil.example:8080", "Origin": "http://evil.example:8080", "Sec-Fetch-Site": "same-origin"],
        ["Sec-Fetch-Site": "cross-site"],
        ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"],
        ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"],
    ]

    /// The headers of a request that a browser sends when somebody follows a link of another site.
    private static let link: HTTPHeaders = [
        "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document",
    ]

    private static let operations = ContractLibrary.control.operations

    /// The path of an operation, with a key that has no sandbox yet.
    private static func target(of operation: Operation) -> String {
        operation.fullPath.replacing(/\{[^}]+}/, with: "x") + "?api_key=kdv_test_page"
    }

    private static func isPage(_ operation: Operation) -> Bool {
        ["page", "entry"].contains(operation.extensions["x-access"]?.string)
    }

    /// The answers to requests of a browser for an operation: to its method, and to HEAD if that is GET.
    private func answers(
        to operation: Operation,
        _ headers: HTTPHeaders,
        from emulator: Emulator
    ) throws -> [TestResponse] {
        let methods: [HTTPMethod] =
            operation.method == "GET" ? [.GET, .HEAD] : [HTTPMethod(rawValue: operation.method)]
        var headers = headers
        headers.add(name: "Accept", value: "text/html")
        return try methods.map { method in
            try emulator.control().send(method, Self.target(of: operation), headers: headers)
        }
    }

    /// Whether an answer refuses the page that sent the request.
    private func refusesPage(_ answer: TestResponse) -> Bool {
        answer.status == 403 && answer.headers["X-Mock-Error"] == ["forbidden_origin"]
    }

    @Test(arguments: [true, false])
    func `every operation that is not open refuses foreign pages and hosts`(isLoopback: Bool) async throws {
        try await withEmulator({ $0.isLoopback = isLoopback }) { emulator in
            for operation in Self.operations where !Self.open.contains(operation.id) {
                for headers in Self.foreign {
                    let answers = try answers(to: operation, headers, from: emulator)
                    #expect(answers.allSatisfy(refusesPage), "\(operation.id) with \(headers)")
                }
            }
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `a link of another site opens pages, and nothing else`(isLoopback: Bool) async throws {
        try await withEmulator({ $0.isLoopback = isLoopback }) { emulator in
            for operation in Self.operations where !Self.open.contains(operation.id) {
                for answer in try answers(to: operation, Self.link, from: emulator) {
                    #expect(refusesPage(answer) != Self.isPage(operation), "\(operation.id)")
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func `every open operation answers foreign pages and hosts`(isLoopback: Bool) async throws {
        try await withEmulator({ $0.isLoopback = isLoopback }) { emulator in
            for operation in Self.operations where Self.open.contains(operation.id) {
                for headers in Self.foreign + [Self.link] {
                    let answers = try answers(to: operation, headers, from: emulator)
                    #expect(answers.allSatisfy { $0.status != 403 }, "\(operation.id) with \(headers)")
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func `every operation answers the emulator's own pages`(isLoopback: Bool) async throws {
        let headers: HTTPHeaders = ["Origin": "http://localhost:8080", "Sec-Fetch-Site": "same-origin"]
        try await withEmulator({ $0.isLoopback = isLoopback }) { emulator in
            for operation in Self.operations {
                let reply = emulator.control().begin(
                    HTTPMethod(rawValue: operation.method),
                    Self.target(of: operation),
                    headers: headers
                )
                guard case .now(let response) = reply.content else { continue }
                #expect(response.status != .forbidden, "\(operation.id)")
            }
        }
    }

    @Test(arguments: [
        "/__admin/nonsense", "/__admin//x", "/api/customers/x", "/api/accounts/x/y",
    ])
    func `an unknown path of the control API or the dashboard refuses foreign pages and hosts`(
        path: String
    ) async throws {
        for isLoopback in [true, false] {
            try await withEmulator({ $0.isLoopback = isLoopback }) { emulator in
                for headers in Self.foreign + [Self.link] {
                    for method in [HTTPMethod.GET, .POST, .OPTIONS] {
                        let answer = try emulator.control().send(method, path, headers: headers)
                        expectProblem(answer, 403, "forbidden_origin")
                    }
                }
            }
        }
    }

    @Test func `control.yaml opens exactly these operations to every page`() {
        let marked = Self.operations.filter { $0.extensions["x-access"] == "open" }
        #expect(marked.map(\.id) == Self.open)
    }

    /// Without a mark, a link to a page could not be followed; with a wrong one, a link could do more than show a page.
    @Test func `GET operations that return or lead to HTML are pages or open, and no other one is a page`() {
        let paths = ControlContract.document["paths"]
        for operation in Self.operations {
            let responses = paths?[operation.pathTemplate]?[operation.method.lowercased()]?["responses"]
            let types = responses?["200"]?["content"]?.object?.keys ?? []
            let leadsToHTML = responses?["302"] != nil || types.contains { $0.hasPrefix("text/html") }
            let isHTML = operation.method == "GET" && leadsToHTML
            #expect(isHTML || !Self.isPage(operation), "\(operation.id)")
            #expect(!isHTML || Self.isPage(operation) || Self.open.contains(operation.id), "\(operation.id)")
        }
    }
}
