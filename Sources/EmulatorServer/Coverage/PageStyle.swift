/// The style of pages in one file: colours for light and dark displays, text, tables and lists.
package enum PageStyle {
    /// The rules of the style sheet.
    package static let text: Markup = """

        :root { color-scheme: light dark; --ink: #1d2733; --soft: #5c6875; --line: #dde2e8; --page: #fff; --good: #0f6b4f;
          --warn: #8a5a00; --good-page: #e8f4ef; --warn-page: #fdf3df; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6eaee; --soft: #9aa6b2; --line: #323b45; --page: #14191f; --good: #6fcfa9; --warn: #e2b45a;
            --good-page: #15302a; --warn-page: #362b14; }
        }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.5rem; margin: 0; }
        h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
        p { color: var(--soft); margin: .25rem 0 0; }
        dl, dd, ul { margin: 0; padding: 0; }
        .totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
        .totals div { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
        .totals dt { color: var(--soft); }
        .totals b { font-size: 1.5rem; }
        meter { width: 100%; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-top: 1px solid var(--line); padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; }
        thead th { border: 0; color: var(--soft); font-weight: normal; }
        ul { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; }
        details { border-top: 1px solid var(--line); padding: .4rem 0; }
        summary { cursor: pointer; }
        summary i { color: var(--soft); font-style: normal; }

        """
}
