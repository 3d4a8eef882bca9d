/// The files of the page of a setup link; they are the same for every token, because the script looks up the token.
enum OnboardingPages {
    static let table: [String: ControlHandler] = [
        "getOnboardingPage": .now { _ in PageAnswer.page(ShippedFiles.own("Onboarding/onboarding.html")) },
        "getOnboardingStyle": .now { _ in file("onboarding.css") },
        "getOnboardingScript": .now { _ in file("onboarding.js") },
    ]

    private static func file(_ name: String) -> Answer {
        PageAnswer.file(name, ShippedFiles.own("Onboarding/" + name))
    }
}
