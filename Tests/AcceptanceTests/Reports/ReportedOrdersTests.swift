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
            (TestedOrders(tested: 0, possible: 0, unordered: []), "no step causes several things that can arrive in "),
            (TestedOrders(tested: 6, possible: 6, unordered: []), "6 tested"),
            (TestedOrders(tested: 100, possible: 728, unordered: []), "100 of 728 tested, 628 left out"),
            (TestedOrders(tested: 9, possible: nil, unordered: []), "9 tested, more than can be counted left out"),
            (
                TestedOrders(tested: 1, possible: 1, unordered: ["advance 8d"]),
                "1 tested; not put in order, as the file fails without that: advance 8d"
            ),
        ]
    )
    func `a file that has passed says how many orders were tried and left out`(orders: TestedOrders, line: String) {
        let file = ReportedFile(Self.report(orders, of: SampleReports.passed))
        #expect(file.ordersLine?.hasPrefix(line) == true, "\(file.ordersLine ?? "")")
    }

    @Test func `a file that has failed says that the last order has failed`() {
        let orders = TestedOrders(tested: 2, possible: 6, unordered: [])
        let file = ReportedFile(Self.report(orders, of: SampleReports.failed))
        #expect(file.ordersLine == "2 tested, and the last one has failed")
    }

    @Test(arguments: ReportFormat.allCases)
    func `each format shows the orders, and nothing if they were not asked for`(format: ReportFormat) {
        let orders = TestedOrders(tested: 100, possible: 728, unordered: [])
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
