import Documents
import Domain

/// The files of the page of a setup link; they are the same for every token, because the script looks up the token.
enum OnboardingPages {
    static let table: [String: ControlHandler] = [
        "getOnboardingPage": .now { _ in page(PackageResources.onboarding_html, "text/html; charset=utf-8") },
        "getOnboardingStyle": .now { _ in page(PackageResources.onboarding_css, "text/css; charset=utf-8") },
        "getOnboardingScript": .now { _ in page(PackageResources.onboarding_js, "text/javascript; charset=utf-8") },
    ]

    /// Allows only scripts, styles, images and requests of this origin, and forbids frames around the page.
    private static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private static func page(_ bytes: [UInt8], _ type: String) -> Answer {
        var answer = Answer(body: bytes, contentType: type)
        answer.headers = [
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", contentSecurityPolicy),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return answer
    }
}
