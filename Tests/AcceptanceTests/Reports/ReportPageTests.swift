import EmulatorTesting
import Testing

@testable import EmulatorCommands

/// The report as one HTML file.
@Suite struct ReportPageTests {
    private func page(_ page: ReportPage) -> String { String(decoding: page.bytes, as: UTF8.self) }

    @Test func `a run with a file of each outcome is written as the golden file has it`() throws {
        let text = page(ReportPage(SampleReports.mixed, coverage: try SampleReports.coverage()))
        #expect(try text == Golden.text("Tests/Reports/golden/report.html", orWith: text))
    }

    @Test func `only what has failed is open`() throws {
        let outline = try MarkupOutline(page(ReportPage(SampleReports.mixed, coverage: nil)))
        let details = outline.elements("details").filter { $0.attributes["class"] != nil }
        #expect(details.count == 9)
        for element in details {
            let hasFailed = element.attributes["class"]?.contains("failed") == true
            #expect((element.attributes["open"] != nil) == hasFailed, "\(element)")
        }
    }

    @Test func `the page has no script and loads no other files`() throws {
        let text = page(ReportPage(SampleReports.mixed, coverage: try SampleReports.coverage()))
        let outline = try MarkupOutline(text)
        let loading: Set = ["script", "link", "img", "iframe", "object", "embed", "form", "base"]
        #expect(outline.elements.allSatisfy { !loading.contains($0.name) && $0.attributes["src"] == nil })
        let links = outline.elements.compactMap { $0.attributes["href"] }
        #expect(links == ["#step-2-2"])
        #expect(outline.elements.contains { $0.attributes["id"] == "step-2-2" })
        #expect(!text.contains("url(") && !text.contains("@import"))
        #expect(text.contains("prefers-color-scheme: dark") && text.contains(#"name="viewport""#))
    }

    @Test func `a page that cannot be written is reported with the reason`() throws {
        let error = #expect(throws: CommandError.self) {
            try ReportPage(SampleReports.mixed, coverage: nil).write(to: "/proc/none/report.html")
        }
        let reason = "No such file or directory"
        #expect(error?.message == "--html: the file /proc/none/report.html cannot be written: \(reason)")
    }

    @Test func `names and values cannot add markup`() throws {
        let text = page(ReportPage(SampleReports.hostile, coverage: nil))
        let outline = try MarkupOutline(text)
        #expect(outline.elements("script").isEmpty)
        #expect(text.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"))
        #expect(text.contains("&lt;/pre&gt;&lt;script&gt;"))
    }

    @Test func `the page shows no secret`() {
        let text = page(ReportPage([SampleReports.secret], coverage: nil))
        #expect(text.contains("whsec_****1234") && text.contains("Authorization: Bearer ****"))
        for secret in ["abcdefgh1234", "secretvalue", "foreign-secret", "hunter2"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }
}
