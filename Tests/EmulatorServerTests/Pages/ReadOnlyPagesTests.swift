import Contract
import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// What pages may send with `--read-only-ui`.
@Suite struct ReadOnlyPagesTests {
    /// The headers of requests that only a page of the emulator sends; browsers leave `Origin` out of some requests.
    private static let pages: [HTTPHeaders] = [
        ["Origin": "http://localhost:8080", "Sec-Fetch-Site": "same-origin"],
        ["Origin": "http://localhost:8080"],
        ["Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"],
    ]

    private static let operations = ContractLibrary.control.operations

    private func withReadOnlyPages(_ body: (Emulator) async throws -> Void) async throws {
        try await withEmulator({ $0.hasReadOnlyPages = true }, body)
    }

    private static func target(of operation: Operation) -> String {
        operation.fullPath.replacing(/\{[^}]+}/, with: "x")
    }

    /// The status and the problem code of what is answered at once; nil for what waits or is streamed.
    private func refusal(of operation: Operation, _ headers: HTTPHeaders, by emulator: Emulator) -> (Int, String?)? {
        let method = HTTPMethod(rawValue: operation.method)
        let reply = emulator.control().begin(method, Self.target(of: operation), headers: headers)
        guard case .now(let response) = reply.content else {
            reply.lose()
            return nil
        }
        return (Int(response.status.code), response.headers.first(name: "X-Mock-Error"))
    }

    @Test func `a page can send no request that is not GET, to any operation`() async throws {
        let changing = Self.operations.filter { $0.method != "GET" }
        try #require(changing.count > 30)
        try await withReadOnlyPages { emulator in
            for operation in changing {
                for headers in Self.pages {
                    let answer = try #require(refusal(of: operation, headers, by: emulator), "\(operation.id)")
                    #expect(answer == (403, "read_only_ui"), "\(operation.id)")
                }
            }
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    @Test func `a page can send GET to every operation`() async throws {
        try await withReadOnlyPages { emulator in
            for operation in Self.operations where operation.method == "GET" {
                for headers in Self.pages {
                    #expect(refusal(of: operation, headers, by: emulator)?.0 != 403, "\(operation.id)")
                }
            }
        }
    }

    @Test func `a test or a command can send every request`() async throws {
        try await withReadOnlyPages { emulator in
            for operation in Self.operations {
                #expect(refusal(of: operation, [:], by: emulator)?.1 != "read_only_ui", "\(operation.id)")
            }
        }
    }

    @Test(arguments: ["/__admin/nonsense", "/api/customers/x", "/api/accounts/x/y", "/mcp"])
    func `a page cannot send a POST to any other path that is guarded`(path: String) async throws {
        try await withReadOnlyPages { emulator in
            for headers in Self.pages {
                expectProblem(try emulator.control().post(path, headers: headers), 403, "read_only_ui")
            }
        }
    }

    @Test func `the onboarding page works as before`() async throws {
        try await withReadOnlyPages { emulator in
            let invitation = try emulator.invite()
            for headers in Self.pages {
                #expect(try emulator.resolve(invitation.token, headers: headers).status == 200)
            }
        }
    }

    @Test func `without the flag, a page can send every request`() async throws {
        try await withEmulator { emulator in
            for operation in Self.operations {
                for headers in Self.pages {
                    #expect(refusal(of: operation, headers, by: emulator)?.0 != 403, "\(operation.id)")
                }
            }
        }
    }

    @Test func `a refusal names the flag`() async throws {
        try await withReadOnlyPages { emulator in
            let answer = try emulator.control().delete("/__admin/faults", headers: Self.pages[0])
            expectProblem(answer, 403, "read_only_ui")
            let detail = "The server was started with --read-only-ui, so its pages may not send DELETE."
            #expect(answer.json["detail"]?.string == detail)
        }
    }
}
