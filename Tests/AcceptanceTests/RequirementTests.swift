import ArgumentParser
import Contract
import EmulatorServer
import EmulatorTesting
import Testing

@testable import EmulatorCommands

/// How the options of `exec` become requirements.
@Suite struct RequirementTests {
    private static func all(_ arguments: String...) throws -> [Requirement] {
        try Requirement.all(
            of: try ExecOptions.parse(arguments),
            operations: ["createCustomer", "getMe"],
            events: ["customer.created", "message.status"]
        )
    }

    @Test func `each option is a requirement, and a number after the colon is how often`() throws {
        let all = try Self.all(
            "--min-coverage",
            "60",
            "--require",
            "createCustomer",
            "--require",
            "getMe:3",
            "--require-event",
            "message.status:2",
            "--require-delivery",
            "customer.created",
            "--forbid-unmatched"
        )
        #expect(
            all.map(\.subject) == [
                .operation("createCustomer", count: 1), .operation("getMe", count: 3),
                .event("message.status", count: 2), .delivery("customer.created", count: 1), .noUnmatched,
                .coverage(60),
            ]
        )
        #expect(
            all.map(\.option) == [
                "--require createCustomer", "--require getMe:3", "--require-event message.status:2",
                "--require-delivery customer.created", "--forbid-unmatched", "--min-coverage 60",
            ]
        )
        #expect(try Self.all() == [])
    }

    @Test(arguments: [
        (
            "--require", "createCustomr",
            "`createCustomr` is not an operation in the contract; did you mean `createCustomer`?"
        ),
        ("--require", "somethingElse:2", "`somethingElse` is not an operation in the contract"),
        (
            "--require-event", "customer.create",
            "`customer.create` is not an event in the contract; did you mean `customer.created`?"
        ),
        ("--require-delivery", "createCustomer", "`createCustomer` is not an event in the contract"),
        ("--require", "getMe:0", "after `getMe:` must be a whole number from 1, not `0`"),
        ("--require", "getMe:", "after `getMe:` must be a whole number from 1, not ``"),
        ("--require-event", "message.status:two", "after `message.status:` must be a whole number from 1, not `two`"),
    ])
    func `an unknown name or an invalid number is a usage error that says what would be right`(
        flag: String,
        text: String,
        message: String
    ) throws {
        let error = try #require(throws: CommandError.self) { try Self.all(flag, text) }
        #expect(error.text == "error: \(flag): \(message)")
        #expect(error.exitCode.rawValue == 64)
    }

    @Test(arguments: [("README.md", 2), (Readme.exec, 1)])
    func `the examples of a page have flags, operations and events that exist`(page: String, count: Int) throws {
        let text = try SourceTree.text(page)
        let examples = text.matches(of: #/kirimdev-mock exec\s+([^`]*?)\s--\s/#).map { match in
            match.1.split { $0.isWhitespace || $0 == "\\" }.map(String.init)
        }
        #expect(examples.count == count)
        let contract = try ContractLibrary.loaded.get().contract
        for example in examples {
            let parsed = try ExecCommand.parse(example + ["--", "true"])
            let requirements = try Requirement.all(
                of: parsed.options,
                operations: contract.operations.map(\.id),
                events: contract.webhooks.map(\.name)
            )
            #expect(requirements.count >= 2)
        }
    }

    @Test(arguments: ["-1", "100.5", "most"])
    func `a percentage that is no number from 0 to 100 is refused`(percent: String) {
        #expect(throws: (any Error).self) { try ExecOptions.parse(["--min-coverage=\(percent)"]) }
    }
}
