import Testing

@testable import Domain

struct AttemptTreatmentTests {
    private func treatment(_ status: Int, retryAfter: String? = nil, name: String = "Retry-After") -> Treatment {
        let headers = retryAfter.map { [HeaderField(name: name, value: $0)] } ?? []
        return Treatment(AttemptOutcome.answered(ReceiverAnswer(status: status, headers: headers)))
    }

    @Test(arguments: [200, 201, 202, 204, 206, 299])
    func `an answer with a 2xx status ends the delivery as delivered`(status: Int) {
        #expect(treatment(status) == .delivered)
    }

    @Test(arguments: [301, 302, 303, 304, 307, 308, 399, 408, 429, 500, 501, 502, 503, 504, 599, 100, 199, 600, 999])
    func `a redirect, 408, 429, 5xx or unknown status is retried without a minimum wait`(status: Int) {
        #expect(treatment(status) == .retry(.zero))
    }

    @Test(arguments: [400, 401, 403, 404, 405, 407, 409, 410, 418, 422, 428, 430, 451, 499])
    func `a 4xx other than 408 and 429 ends the delivery without a retry`(status: Int) {
        #expect(treatment(status) == .noRetry)
        #expect(treatment(status, retryAfter: "5") == .noRetry)
    }

    @Test(arguments: AttemptError.allCases)
    func `an attempt that got no answer is retried`(error: AttemptError) {
        #expect(Treatment(.failed(error)) == .retry(.zero))
    }

    @Test(
        arguments: [
            ("0", .zero), ("1", .seconds(1)), ("120", .minutes(2)), (" 7\t", .seconds(7)), ("0007", .seconds(7)),
            ("2592000", .hours(720)), ("2592001", .hours(720)), ("9223372036854775807", .hours(720)),
            ("99999999999999999999", .hours(720)),
            ("Thu, 04 Jun 2026 10:00:30 GMT", .seconds(30)), ("Thu, 04 Jun 2026 10:00:00 GMT", .zero),
            (" Fri, 05 Jun 2026 10:00:00 GMT ", .hours(24)), ("Thu, 04 Jun 2026 09:00:00 GMT", .zero),
            ("Thu, 04 Jun 2099 10:00:00 GMT", .hours(720)),
            ("", .zero), (" ", .zero), ("-5", .zero), ("1.5", .zero), ("soon", .zero), ("5s", .zero), ("٣", .zero),
            ("2026-06-04T10:00:30Z", .zero),
        ] as [(String, TimeSpan)]
    )
    func `the Retry-After of a 429 is a wait in seconds or until a date`(text: String, wait: TimeSpan) {
        #expect(treatment(429, retryAfter: text) == .retry(wait))
    }

    @Test(arguments: ["retry-after", "RETRY-AFTER", "Retry-after"])
    func `the header name Retry-After is read in any case`(name: String) {
        #expect(treatment(429, retryAfter: "30", name: name) == .retry(.seconds(30)))
    }

    @Test(arguments: [301, 408, 500, 503])
    func `the Retry-After of any other status than 429 is ignored`(status: Int) {
        #expect(treatment(status, retryAfter: "120") == .retry(.zero))
    }

    @Test func `the first of several Retry-After headers counts`() {
        let headers = [("Date", "1"), ("Retry-After", "5"), ("Retry-After", "9")].map(HeaderField.init)
        let outcome = AttemptOutcome.answered(ReceiverAnswer(status: 429, headers: headers))
        #expect(Treatment(outcome) == .retry(.seconds(5)))
    }
}

/// A treatment that can be compared.
private enum Treatment: Equatable {
    case delivered
    case retry(TimeSpan)
    case noRetry
    case lost

    /// The treatment of an outcome when the wall time is the start.
    init(_ outcome: AttemptOutcome) {
        self =
            switch outcome.treatment(wall: .start) {
            case .delivered: .delivered
            case .retry(let notBefore): .retry(notBefore)
            case .noRetry: .noRetry
            case .lost: .lost
            }
    }
}
