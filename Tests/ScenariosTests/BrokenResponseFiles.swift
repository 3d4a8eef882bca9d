/// Scenario files with one mistake in a background request, or in what is expected of a response.
extension BrokenFileTests {
    static let background = names + members + durations

    private static let names = [
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: a, «expect: {} }, { response: a }]",
            "`expect` cannot be given with `background`",
            hint: "write it into the step `response: a`"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: a, «save: { b: /data } }, { response: a }]",
            "`save` cannot be given with `background`"
        ),
        BrokenFile(
            """
            steps:
              - { request: { operation: getMe }, background: a }
              - { request: { operation: getMe }, background: «a }
              - { response: a }
            """,
            "an earlier background request is called `a`, too"
        ),
        BrokenFile(
            "steps: [{ response: «a }, { request: { operation: getMe }, background: a }]",
            "the background request `a` is sent in a later step"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: first }, { response: «fist }]",
            "no request has `background: fist`",
            hint: "did you mean `first`?"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: «a }]",
            "no step waits for the response to `a`",
            hint: "add a step `response: a`"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: a }, { response: a }, { response: «a }]",
            "an earlier step waits for the response to `a`, too"
        ),
        BrokenFile(
            "steps: [{ advance: 1s, «background: a }]",
            "`background` belongs to `request`, and the verb of this step is `advance`"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: «'a b' }]",
            "`background` must match the pattern"
        ),
    ]

    private static let members = [
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { «code: not_found } }]",
            "`code` cannot be expected with `request`",
            hint: "did you mean `error`?"
        ),
        BrokenFile(
            "steps: [{ simulate: { onboarding: { customer_id: a } }, expect: { «error: no_active_link } }]",
            "`error` cannot be expected with `simulate`",
            hint: "did you mean `code`?"
        ),
        BrokenFile(
            "steps: [{ simulate: { onboarding: { customer_id: a } }, expect: { code: «no_active_lnk } }]",
            "`code` must be one of invalid_body,",
            hint: "did you mean `no_active_link`?"
        ),
        BrokenFile(
            "steps: [{ advance: 1s, expect: { «headers: {} } }]",
            "`headers` cannot be expected with `advance`",
            hint: "it can have status, code, body"
        ),
        BrokenFile(
            "steps: [{ advance: 1s, expect: { body: { now: «'/(/' } } }]",
            "`now` is not a regular expression"
        ),
    ]

    private static let durations = [
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { min_duration: «5 seconds } }]",
            "`min_duration` must be a duration"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { min_duration: «P1Y } }]",
            "`min_duration` must be a duration"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { min_duration: «31s } }]",
            "`min_duration` must be at most 30s"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: a }, { response: a, expect: { min_duration: «1m } }]",
            "`min_duration` must be at most 30s"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { within: «6m } }]",
            "`within` must be at most 5m"
        ),
        BrokenFile(
            "steps: [{ request: { operation: createCustomer, body: {} }, expect: { «within: 1s } }]",
            "`within` sends the request again, so that its method must be GET or HEAD, not POST"
        ),
        BrokenFile(
            "steps: [{ request: { method: delete, url: /x }, expect: { «within: 1s } }]",
            "`within` sends the request again, so that its method must be GET or HEAD, not DELETE"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, background: a }, { response: a, expect: { «within: 1s } }]",
            "`within` cannot be expected with `response`",
            hint: "it can have status, error, headers, body, min_duration, connection"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { connection: cut, «min_duration: 1s } }]",
            "`min_duration` cannot be expected of a connection that is cut"
        ),
    ]
}
