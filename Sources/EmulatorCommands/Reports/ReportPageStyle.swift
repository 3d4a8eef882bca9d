import EmulatorServer

/// The style of the HTML report, on a page with the `PageStyle` and the style of the coverage.
enum ReportPageStyle {
    static let text: Markup = """
        h1 { overflow-wrap: anywhere; }
        h3 { font: 600 14px/1.5 ui-monospace, monospace; margin: 1rem 0 0; overflow-wrap: anywhere; }
        h4 { color: var(--quiet); font-size: .9rem; margin: .5rem 0 0; }
        a { color: inherit; }
        code, pre { font: 13px/1.5 ui-monospace, monospace; }
        code { overflow-wrap: anywhere; }
        pre { border: 1px solid var(--line); border-radius: .3rem; margin: .3rem 0; max-height: 30rem; overflow: auto;
          padding: .4rem .6rem; }
        summary { overflow-wrap: anywhere; }
        .file > p, .step > *:not(summary) { margin-left: 1.2rem; }
        .step { margin-left: .6rem; }
        .place { font-size: .85rem; overflow-wrap: anywhere; }
        .failures { margin: .5rem 0 0; padding-left: 1.5rem; }
        .failures li { overflow-wrap: anywhere; padding: .15rem 0; }
        .failure { border-left: .25rem solid var(--alarm); margin: .5rem 0; padding-left: .75rem; }
        .failure b { color: var(--ink); }
        .exchange h3 i, .exchange h4 { font-weight: normal; }
        h1 .passed, .passed > summary > .mark { color: var(--good); }
        h1 .failed, .failed > summary > .mark, .file.failed > summary > b { color: var(--alarm); }
        .skipped > summary > .mark { color: var(--warn); }
        .difference del, .difference ins { display: inline-block; min-width: 100%; text-decoration: none; }
        .difference del { background: var(--alarm-tint); color: var(--alarm); }
        .difference ins { background: var(--tint); color: var(--good); }
        @media (max-width: 40rem) { main { padding: 1rem .75rem 3rem; } .step { margin-left: 0; } }

        """
}
