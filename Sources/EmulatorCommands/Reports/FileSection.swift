import Documents
import Domain
import EmulatorServer

/// The results of one file on the HTML page; the file and its steps are open if they have failed.
struct FileSection {
    let file: ReportedFile
    /// The number of the file on the page, from 1.
    let number: Int

    /// The id of the element of a step.
    static func anchor(file: Int, step: Int) -> String { "step-\(file)-\(step)" }

    var markup: Markup {
        let open: Markup = file.outcome == .failed ? " open=\"\"" : ""
        let totals = OutcomeTotals(file.steps.map(\.outcome))
        let note = file.reason.map { "skipped: \($0)" } ?? "\(totals.text), \(file.took.readable)"
        return """
            <details class="file \(file.outcome.rawValue)"\(open)>
            <summary><b>\(file.title)</b> <i>\(note)</i></summary>
            <p>\(introduction)</p>
            \(file.steps.enumerated().map { index, step in section(of: step, index + 1) })</details>

            """
    }

    private var introduction: String {
        let seed = file.seed.map { ", seed \($0)" } ?? ""
        let description = file.description.map { ": \($0)" } ?? ""
        let orders = file.ordersLine.map { ". Orders of arrival: \($0)" } ?? ""
        return "Scenario \(file.scenario)\(seed)\(description)\(orders)"
    }

    private func section(of step: ReportedStep, _ index: Int) -> Markup {
        let open: Markup = step.outcome == .failed ? " open=\"\"" : ""
        let note = step.reason.map { "skipped: \($0)" } ?? step.took.readable
        return """
            <details class="step \(step.outcome.rawValue)" id="\(Self.anchor(file: number, step: index))"\(open)>
            <summary><span class="mark">\(step.outcome.mark)</span> \(step.name) <i>\(note)</i></summary>
            <p class="place">\(step.location.description)</p>
            \(step.failures.map(section))\(step.exchanges.map(section))</details>

            """
    }

    // MARK: Failures

    private func section(of failure: ReportedFailure) -> Markup {
        let place: Markup = failure.pointer.map { " at <code>\($0)</code>" } ?? ""
        let lines = failure.difference.lines
        let difference: Markup =
            lines.isEmpty ? "" : "<pre class=\"difference\" tabindex=\"0\">\(lines.map(line))</pre>\n"
        return """
            <div class="failure"><p><b>\(failure.message)</b>\(place)</p>
            <p class="place">\(failure.location.description)</p>
            \(difference)</div>

            """
    }

    private func line(_ line: LineDifference.Line) -> Markup {
        switch line.side {
        case .both: "\(line.description)\n"
        case .expected: "<del>\(line.description)</del>\n"
        case .actual: "<ins>\(line.description)</ins>\n"
        }
    }

    // MARK: Requests and responses

    private func section(of exchange: ReportedExchange) -> Markup {
        let operation: Markup = exchange.operation.map { " <i>\($0)</i>" } ?? ""
        return """
            <div class="exchange"><h3>\(exchange.headline)\(operation)</h3>
            \(section("Request", exchange.request))\(exchange.response.map { section("Response", $0) } ?? "")</div>

            """
    }

    private func section(_ title: String, _ content: ReportedExchange.Content) -> Markup {
        let headers = content.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        let list: Markup =
            headers.isEmpty
            ? "" : "<details><summary>Headers</summary><pre tabindex=\"0\">\(headers)</pre></details>\n"
        return "<h4>\(title)</h4>\n\(list)\(body(content.body))"
    }

    private func body(_ body: ReportedExchange.Body) -> Markup {
        switch body {
        case .none: "<p>No body</p>\n"
        case .json(let value): "<pre tabindex=\"0\">\(value.indented.shortened(to: Self.longestBody))</pre>\n"
        case .text(let text): "<pre tabindex=\"0\">\(text.shortened(to: Self.longestBody))</pre>\n"
        case .binary(let count): "<p>\(count) bytes that are not text</p>\n"
        }
    }

    /// The most characters of a body that the page shows.
    private static let longestBody = 20_000
}
