/// Writes an error of the emulator as a page, for a browser that has opened the address of a page.
struct ProblemPage {
    let error: MockError
    /// The URL of the page of the inspector that shows what the error is about.
    let see: String

    /// The page with the status and the headers of the error.
    var answer: Answer {
        let problem = Answer(error)
        var answer = PageAnswer.page(document.bytes)
        answer.status = problem.status
        answer.headers += problem.headers
        return answer
    }

    private var document: Markup {
        PageFrame(title: "\(error.code.title) · kirimdev-mock", style: "welcome.css").document(
            """
            <main>
            <section class="card">
            <h1>\(error.code.title)</h1>
            <p dir="auto">\(error.detail)</p>
            \(error.findings.map(finding))<p class="quiet">Status \(error.code.status), <code>\(error.code.rawValue)</code></p>
            </section>
            <nav class="row" aria-label="Pages">
            <a class="button" href="/">Start page</a>
            <a class="button" href="/customers">Customers</a>
            <a class="button" href="\(see)">Inspector</a>
            </nav>
            </main>

            """
        )
    }

    private func finding(_ finding: MockError.Finding) -> Markup {
        "<p dir=\"auto\"><code>\(finding.pointer)</code> \(finding.message)</p>\n"
    }
}
