/// The style of the coverage, on a page with the ``PageStyle``.
package enum CoverageStyle {
    /// The rules of the style sheet.
    package static let text: Markup = """
        .part { border: 1px solid var(--line); border-radius: .3rem; display: inline-block; padding: 0 .4rem;
          font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
        th .part { overflow-wrap: normal; }
        .part b { font-weight: 600; }
        .part i { font-style: normal; }
        .seen { color: var(--good); background: var(--tint); border-color: transparent; }
        .injected { color: var(--warn); background: var(--warn-tint); border-color: transparent; }
        .never { color: var(--quiet); border-style: dashed; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .legend { display: flex; flex-wrap: wrap; gap: .2rem .8rem; }
        .gaps { margin: .5rem 0 .5rem 1.2rem; }
        .gaps div { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: 0 1rem; padding: .15rem 0; }
        .gaps dt { font: 13px/1.7 ui-monospace, monospace; overflow-wrap: anywhere; }
        .gaps dd { color: var(--quiet); overflow-wrap: anywhere; }
        @media (max-width: 40rem) {
          .gaps div { grid-template-columns: 1fr; }
          .wide thead { position: absolute; clip-path: inset(50%); }
          .wide tr { border-top: 1px solid var(--line); display: grid; gap: .3rem; padding: .5rem 0; }
          .wide th, .wide td { border: 0; padding: 0; }
        }

        """
}
