/// The files of the page of a setup link; they are the same for every token, because the script looks up the token.
enum OnboardingPages {
    static let table: [String: ControlHandler] = [
        "getOnboardingPage": .now { _ in PageAnswer.page(PackageResources.onboarding_html) },
        "getOnboardingStyle": .now { _ in PageAnswer.file("onboarding.css", PackageResources.onboarding_css) },
        "getOnboardingScript": .now { _ in PageAnswer.file("onboarding.js", PackageResources.onboarding_js) },
    ]
}
