import Documents
import EmulatorTesting
import Foundation
import Testing

/// The examples of the onboarding page, with receivers that share no code with the emulator.
@Suite(.timeLimit(.minutes(15)))
struct WebhookExampleTests {
    /// A receiver of the onboarding page and what runs it.
    struct Receiver: CustomTestStringConvertible {
        let language: String
        let program: String
        let file: String

        var testDescription: String { program }
    }

    @Test(
        arguments: [
            Receiver(language: "js", program: "node", file: "receiver.mjs"),
            Receiver(language: "python", program: "python3", file: "receiver.py"),
        ]
    )
    func `a receiver verifies the webhooks of an onboarding, and deliveries die when it is gone`(
        receiver: Receiver
    ) async throws {
        let signup = try Readme.block("sh", in: Readme.onboarding) { $0.contains("simulate/onboarding") }
        let retries = try Readme.block("sh", in: Readme.onboarding) { $0.contains("clock/advance") }
        let setup = signup.split(separator: "\n").prefix { !$0.hasPrefix("ID=") }.joined(separator: "\n")
        try Program.require(receiver.program)
        // Held until the end: otherwise another process might take the port before the receiver does.
        let reserved = try SilentPort(isShared: true)
        let port = reserved.number
        let endpoint = ["--webhook-url", "http://127.0.0.1:\(port)/hook", "--webhook-secret", "whsec_local"]
        try await withMock(endpoint) { mock in
            try await Self.withReceiver(receiver, port: port) { heard in
                let answers = try await Readme.run(signup.replacing(":8080", with: ":\(mock.port)"))
                try #require(answers.count == 4)
                #expect(answers[1]["outcome"] == "success")
                #expect(answers[2]["data"]?["status"] == "active")
                #expect(answers[2]["data"]?["whatsapp_accounts"]?.array?.count == 1)
                #expect(answers[3]["data"]?.array?.count == 1)
                _ = try await heard.line("the last event") { $0.contains("whatsapp_account.connected") }
                #expect(
                    await heard.lines.filter { $0.hasPrefix("verified") || $0.hasPrefix("FORGED") } == [
                        "verified customer.created", "verified customer.setup_link.created",
                        "verified customer.setup_link.consumed", "verified customer.onboarded",
                        "verified whatsapp_account.connected",
                    ]
                )
            }
            let answers = try await Readme.run((setup + "\n" + retries).replacing(":8080", with: ":\(mock.port)"))
            try #require(answers.count == 4)
            let fired = try #require(answers[2]["fired"]?.array)
            #expect(fired.filter { $0["kind"] == "delivery_attempt" }.last?["result"] == "dead")
            let dead = try #require(answers[3]["data"]?[0])
            #expect(dead["attempts"] == 8)
            #expect(dead["event_type"] == "customer.created")
        }
        withExtendedLifetime(reserved) {}
    }

    /// Runs a receiver of the onboarding page on another port, and waits until it listens.
    private static func withReceiver(
        _ receiver: Receiver,
        port: Int,
        _ body: @Sendable (OutputLines) async throws -> Void
    ) async throws {
        let source = try Readme.block(receiver.language, in: Readme.onboarding).replacing("4001", with: String(port))
        try await withTemporaryFolder { folder in
            try source.write(toFile: "\(folder)/\(receiver.file)", atomically: true, encoding: .utf8)
            let file = "\(folder)/\(receiver.file)"
            try await withProgram(receiver.program, [file], home: folder) { output, _ in
                _ = try await output.line("the word that it listens") { $0 == "listening" }
                try await body(output)
            }
        }
    }
}
