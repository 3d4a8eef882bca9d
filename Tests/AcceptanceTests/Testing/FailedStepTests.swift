import EmulatorTesting
import Testing

/// The steps of a file that the command `test` runs after one has failed, and those that wait for a response.
@Suite(.timeLimit(.minutes(15)))
struct FailedStepTests {
    private static let failed = """
        version: 1
        steps:
          - request: { operation: createCustomer, body: {} }
            save: { id: /data/id }
          - request: { operation: getCustomer, path: { id: "${id}" } }
          - request: { operation: getMe }
          - name: clean up
            always: true
            request: { operation: listCustomers }
        """

    @Test func `only a step that is always run is run after a failure`() async throws {
        let finished = try await runTest(["failed.yaml": Self.failed])
        #expect(finished.status == 1)
        #expect(finished.output.contains("request getMe (skipped: an earlier step failed)"))
        #expect(finished.output.contains("✓ clean up"))
        #expect(finished.output.contains("4 steps (1 passed, 1 failed, 2 skipped)"))
    }

    @Test func `with keep-going the steps after a failure are run if their variables have values`() async throws {
        let finished = try await runTest(["failed.yaml": Self.failed], ["--keep-going"])
        #expect(finished.status == 1)
        #expect(finished.output.contains("request getCustomer (skipped: the variable `id` has no value)"))
        #expect(finished.output.contains("✓ request getMe"))
        #expect(finished.output.contains("4 steps (2 passed, 1 failed, 1 skipped)"))
    }

    @Test func `a refused control request, a delay and a change that comes later can be expected`() async throws {
        let file = """
            version: 1
            onboarding: { mode: automatic, after: 300ms }
            faults: [{ id: late, on: { operation: getMe }, then: { delay: 100ms } }]
            steps:
              - request: { operation: createCustomer, body: { name: A } }
                save: { customer: /data/id }
              - simulate: { onboarding: { customer_id: "${customer}" } }
                expect: { status: 409, code: no_active_link, body: { title: "/link/" } }
                save: { reason: /detail }
              - request: { operation: createSetupLink, path: { id: "${customer}" } }
              - request: { operation: getCustomer, path: { id: "${customer}" } }
                expect: { body: { data: { status: active } }, within: 1m }
              - request: { operation: getMe }
                expect: { min_duration: 100ms }
            """
        let finished = try await runTest(["late.yaml": file])
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
        let wrong = file.replacing("min_duration: 100ms", with: "min_duration: 30s")
        let failed = try await runTest(["late.yaml": wrong])
        #expect(failed.status == 1)
        #expect(failed.output.contains(/late\.yaml:14:29: the response took \d+m?s, less than 30s/))
    }
}
