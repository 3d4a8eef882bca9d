/// Makes the answers with pages for browsers, and with the files that pages load.
enum PageAnswer {
    /// Allows only scripts, styles, images, media and requests of this origin, and forbids frames around the page.
    private static let ownFiles = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
        "media-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// Allows only the style inside the page.
    private static let ownStyle = [
        "default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// A page that loads files of this server.
    ///
    /// With `hasForms`, its forms may be sent to this server.
    static func page(_ document: [UInt8], hasForms: Bool = false) -> Answer {
        let policy = hasForms ? ownFiles.replacing("form-action 'none'", with: "form-action 'self'") : ownFiles
        return answer(document, "text/html; charset=utf-8", policy)
    }

    /// A page that loads nothing and has no script.
    static func lonePage(_ document: [UInt8]) -> Answer {
        answer(document, "text/html; charset=utf-8", ownStyle)
    }

    /// A style, an icon or a script, by the ending of its name.
    static func file(_ name: String, _ bytes: [UInt8]) -> Answer {
        let type =
            switch name.split(separator: ".").last {
            case "css": "text/css; charset=utf-8"
            case "svg": "image/svg+xml"
            default: "text/javascript; charset=utf-8"
            }
        return answer(bytes, type, ownFiles)
    }

    private static func answer(_ bytes: [UInt8], _ type: String, _ policy: String) -> Answer {
        var answer = Answer(body: bytes, contentType: type)
        answer.headers = [
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", policy),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return answer
    }
}
