/// Scenario files with steps.
enum StepFiles {
    /// All kinds of steps, which pass on any emulator that sends no webhooks.
    static let all = """
        version: 1
        clock: { mode: frozen, now: 2026-06-05T00:00:00Z }
        webhook_subscriptions: [{ url: "https://receiver.invalid/hook", events: ["*"] }]
        variables: { who: Acme Logistics }
        steps:
          - name: create a customer
            request: { operation: createCustomer, body: { name: "${who}" } }
            expect: { status: 201, body: { data: { status: pending, id: "/^cus_[0-9A-HJKMNP-TV-Z]{26}$/" } } }
            save: { customer: /data/id }
          - request: { operation: createSetupLink, path: { id: "${customer}" }, body: { expires_in_hours: 168 } }
            save: { setup_url: /data/setup_url }
          - request: { method: GET, url: "${setup_url}" }
            expect: { headers: { Content-Type: "/^text.html/" } }
          - snapshot: before
          - simulate: { onboarding: { customer_id: "${customer}", outcome: success } }
          - expect_event: { type: customer.onboarded, data: { customer: { id: "${customer}" } } }
          - expect_delivery: { event: customer.onboarded, data: { customer: { id: "${customer}" } } }
          - changes: { since: before, expect: [{ kind: updated, object: customer, id: "${customer}" }] }
          - advance: P8D
          - request: { operation: listSetupLinks, path: { id: "${customer}" } }
            expect: { body: { data: [{ status: consumed }] } }
          - fault: { on: { operation: createCustomer }, then: { error: feature_not_entitled }, times: 1 }
          - request: { operation: createCustomer, body: { name: B } }
            expect: { error: feature_not_entitled }
          - expect_requests: { expect: [{ request: { operation: createCustomer, status: 201 }, count: 1 }] }
          - wait: { event: { type: message.sent }, never: true, timeout: 20ms }
          - restore: before
          - expect_event: { type: customer.created }
          - organization: { plan: pro }
          - reset: {}
          - request: { operation: getCustomer, path: { id: "${customer}" } }
            expect: { status: 404, error: resource_not_found }
        """

    /// A wrong expectation in the first step.
    static let wrong = """
        version: 1
        steps:
          - request: { operation: createCustomer, body: { name: A } }
            expect:
              { status: 201, body: { data: { status: active } } }
          - request: { operation: getMe }
        """

    /// Only requests, the first of which finds what the file seeds.
    static let requests = """
        version: 1
        customers: [{ name: Seeded }]
        variables: { name: A }
        steps:
          - request: { operation: createCustomer, body: { name: "${name}" } }
            expect: { status: 201 }
            save: { id: /data/id }
          - request: { operation: getCustomer, path: { id: "${id}" } }
            expect: { body: { data: { name: "${name}" } } }
        """
}
