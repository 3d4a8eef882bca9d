/// What comes of a signup: success, or the reason of its failure.
package enum OnboardingOutcome: Hashable, Sendable, RawRepresentable {
    case success
    case failure(OnboardingFailure)

    /// `success`, or a reason.
    package init?(rawValue: String) {
        if rawValue == "success" {
            self = .success
        } else if let failure = OnboardingFailure(rawValue: rawValue) {
            self = .failure(failure)
        } else {
            return nil
        }
    }

    /// `success`, or the reason.
    package var rawValue: String {
        switch self {
        case .success: "success"
        case .failure(let failure): failure.rawValue
        }
    }
}
