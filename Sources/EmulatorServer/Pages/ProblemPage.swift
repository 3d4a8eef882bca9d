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
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>\(error.code.title) · kirimdev-mock</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <link rel="icon" href="/__admin/ui/assets/icon.svg"/>
        <link rel="stylesheet" href="/__admin/ui/assets/base.css"/>
        <link rel="stylesheet" href="/__admin/ui/assets/welcome.css"/>
        </head>
        <body>
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
        </body>
        </html>

        """
    }

    private func finding(_ finding: MockError.Finding) -> Markup {
        "<p dir=\"auto\"><code>\(finding.pointer)</code> \(finding.message)</p>\n"
    }
}
