/// The style of pages in one file: the colours of all pages, text, tables and lists.
package enum PageStyle {
    private static let tokens = Markup(
        stringLiteral: String(decoding: ShippedFiles.own("Pages/tokens.css"), as: UTF8.self)
    )

    /// The rules of the style sheet.
    package static let text: Markup = """

        \(tokens)
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.5rem; margin: 0; }
        h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
        p { color: var(--quiet); margin: .25rem 0 0; }
        dl, dd, ul { margin: 0; padding: 0; }
        .totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
        .totals div { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: .75rem 1rem; }
        .totals dt { color: var(--quiet); }
        .totals b { font-size: 1.5rem; }
        meter { width: 100%; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-top: 1px solid var(--line); padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; }
        thead th { border: 0; color: var(--quiet); font-weight: normal; }
        ul { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; }
        details { border-top: 1px solid var(--line); padding: .4rem 0; }
        summary { cursor: pointer; }
        summary i { color: var(--quiet); font-style: normal; }

        """
}
