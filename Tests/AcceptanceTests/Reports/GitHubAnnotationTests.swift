import Testing

@testable import EmulatorCommands

/// The workflow commands for GitHub Actions.
@Suite struct GitHubAnnotationTests {
    @Test func `each failure is one command with its place and its difference`() {
        #expect(
            GitHubAnnotations(SampleReports.mixed).lines == [
                "::error file=scenarios/messages.yaml,line=16,col=29,title=the message is delivered"
                    + "::the body is not as expected%0Aat /body/data/status%0A- \"delivered\"%0A+ \"pending\"",
                "::error file=scenarios/messages.yaml,line=17,col=9,title=the message is delivered"
                    + "::the body is not as expected%0Aat /body/data/errors%0A  [%0A    {%0A-     \"code\": 131026,"
                    + "%0A+     \"code\": 131047,%0A      \"title\": \"Undeliverable\"%0A    }%0A  ]",
            ]
        )
    }

    @Test func `what is special in commands and in their properties is escaped`() {
        let lines = GitHubAnnotations(SampleReports.hostile).lines
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("::error file=scenarios/50%25%2Ca%3Ab.yaml,line=") })
        #expect(lines.first?.contains(#",title=%3A%3Aerror%3A%3A<b>#1</b> \ 100%25%2C "#) == true)
        #expect(lines.first?.contains("::line one line two: <i>50%25</i>%0Aat /body/a~1b/<x>%0A- ") == true)
        #expect(lines.allSatisfy { !$0.contains("\n") && !$0.contains("\r") })
    }

    @Test func `a run without failures has no commands`() {
        #expect(GitHubAnnotations([SampleReports.passed, SampleReports.skipped]).lines == [])
    }

    @Test(arguments: [("true", true), ("false", false), ("", false), (nil, false)])
    func `the commands are shown only in a workflow`(value: String?, areShown: Bool) {
        let environment = value.map { ["GITHUB_ACTIONS": $0] } ?? [:]
        #expect(GitHubAnnotations.areShown(in: environment) == areShown)
    }
}
