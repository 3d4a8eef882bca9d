import Documents
import Domain
import OrderedCollections
import Scenarios
import Testing

@testable import EmulatorCommands

/// What reports say about the orders of arrival that were tried.
@Suite struct ReportedOrdersTests {
    private static func report(_ orders: TestedOrders, of report: ScenarioReport) -> ScenarioReport {
        report.report(of: orders, startedAt: report.startedAt, took: report.took)
    }

    @Test(
        arguments: [
            (TestedOrders(tested: 0, possible: 0), "no step causes several things that can arrive in "),
            (TestedOrders(tested: 6, possible: 6), "6 tested"),
            (TestedOrders(tested: 100, possible: 728), "100 of 728 tested, 628 left out"),
            (TestedOrders(tested: 9, possible: nil), "9 tested, more than can be counted left out"),
            (
                TestedOrders(tested: 0, possible: 0, untested: [.init(step: "advance 8d", reason: "the file fails")]),
                "0 tested; not tested: advance 8d (the file fails)"
            ),
            (
                TestedOrders(
                    tested: 5,
                    possible: 6,
                    untested: [
                        .init(step: "wait", reason: "it causes nothing"),
                        .init(step: "send", order: "2:2,1,3", reason: "`message.sent` was not sent"),
                    ]
                ),
                "5 of 6 tested, 1 left out; not tested: wait (it causes nothing), "
                    + "send with --order 2:2,1,3 (`message.sent` was not sent)"
            ),
            (
                TestedOrders(
                    tested: 1,
                    possible: 9,
                    untested: Array(repeating: .init(step: "a", reason: "b"), count: 8)
                ),
                "1 of 9 tested, 8 left out; not tested: a (b), a (b), a (b), a (b), a (b) and 3 more"
            ),
        ] as [(TestedOrders, String)]
    )
    func `a file that has passed says how many orders were tried and left out`(orders: TestedOrders, line: String) {
        let file = ReportedFile(Self.report(orders, of: SampleReports.passed))
        #expect(file.ordersLine?.hasPrefix(line) == true, "\(file.ordersLine ?? "")")
    }

    @Test func `a file that has failed says that the last order has failed`() {
        let orders = TestedOrders(tested: 2, possible: 6)
        let file = ReportedFile(Self.report(orders, of: SampleReports.failed))
        #expect(file.ordersLine == "2 tested, and the last one has failed")
    }

    @Test(arguments: ReportFormat.allCases)
    func `each format shows the orders, and nothing if they were not asked for`(format: ReportFormat) {
        let orders = TestedOrders(tested: 100, possible: 728)
        let shown = format.text(of: [Self.report(orders, of: SampleReports.passed)], coverage: nil)
        #expect(shown.contains(format == .json ? "\"possible\": 728" : "100 of 728 tested"))
        #expect(!format.text(of: [SampleReports.passed], coverage: nil).contains("orders"))
    }

    @Test func `the failure of an order is one more failure of the step that has failed`() {
        let place = SourceLocation(file: "a.yaml", line: 9, column: 5)
        let explained = SampleReports.failed.explained(by: StepFailure("the order was this", at: place))
        let steps = ReportedFile(explained).steps
        #expect(steps.map(\.failures.count) == [0, 3, 0])
        #expect(steps[1].failures.last?.headline == "a.yaml:9:5: the order was this")
    }
}
