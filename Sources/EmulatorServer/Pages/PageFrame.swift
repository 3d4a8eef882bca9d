/// The HTML around the body of a page: a head with the title, the icon, the styles and perhaps a script.
struct PageFrame {
    let title: String
    /// The name of the file with the style of the page, which follows the style of all pages.
    let style: String
    /// The name of the file with the script of the page; nil if it has none.
    var script: String?

    /// The whole page.
    func document(_ body: Markup) -> Markup {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <title>\(title)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="robots" content="noindex"/>
        <link rel="icon" href="\(Self.path(of: "icon.svg"))"/>
        <link rel="stylesheet" href="\(Self.path(of: "base.css"))"/>
        <link rel="stylesheet" href="\(Self.path(of: style))"/>
        \(script.map(Self.element) ?? "")</head>
        <body>
        \(body)</body>
        </html>

        """
    }

    private static func element(of script: String) -> Markup {
        "<script type=\"module\" src=\"\(path(of: script))\"></script>\n"
    }

    private static func path(of file: String) -> String { "/__admin/ui/assets/\(file)" }
}
