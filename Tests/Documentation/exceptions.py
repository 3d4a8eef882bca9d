"""What the pages need before their blocks can run, and what is not run, each with the reason.

A key is the name of a page and the start of a line. The check fails if no block has such a line, so that no entry outlives it.
"""

# Lines of `sh` blocks that are left out, with the lines that continue them.
LINES = {
    ("README.md", "swift run kirimdev-mock"): "the check starts the server itself",
    ("README.md", "swift test"): "the tests of the project; .ci/run runs them",
    ("README.md", "docker build"): "needs Docker",
    ("README.md", "docker run --rm -p 8080:8080 kirimdev-mock"): "needs Docker",
    ("README.md", "docker run --rm -p 8080:8080 -v"): "needs Docker",
    ("README.md", "kirimdev-mock exec --webhook-url"): "needs an app; Tests/Examples runs the same command with one",
    ("scenarios/README.md", "swift run kirimdev-mock --scenario"): "the check starts the server itself",
    ("ContractTests.md", "kirimdev-mock test --target https://"): "needs a key of the vendor",
    ("ContractTests.md", "kirimdev-mock record --target https://"): "needs a key of the vendor",
    ("ContractTests.md", "kirimdev-mock test --against"): "needs a recording of the vendor",
    ("ContractTests.md", "kirimdev-mock test --interleavings"): "needs an app; AcceptanceTests/Interleaving has one",
    ("ControlAPI.md", "kirimdev-mock serve --bundle"): "runs until it is stopped; AcceptanceTests/ReplayTests do it",
    ("ControlAPI.md", "kirimdev-mock --host 0.0.0.0"): "runs until it is stopped, on all interfaces",
    ("Exec.md", "kirimdev-mock exec"): "needs an app; Tests/Examples runs such a command with one",
    ("Onboarding.md", "swift run kirimdev-mock --webhook-url"): "the check starts the server itself",
    ("ScalingOut.md", "for i in 1 2 3 4; do kirimdev-mock"): "Tests/Examples/scaling runs the instances",
    ("ScalingOut.md", "for i in 1 2 3 4; do curl"): "Tests/Examples/scaling runs the instances",
}

# Blocks that are only read by people, or that another check runs, by their first line.
BLOCKS = {
    ("README.md", "# .github/workflows/test.yml"): "Tests/Examples/workflow.py runs it",
    ("README.md", "# test_onboarding.py"): "Tests/Examples/run.py runs it",
    ("README.md", "// onboarding.test.mjs"): "Tests/Examples/run.py runs it",
    ("TestFrameworks.md", "// OnboardingTests.swift"): "Tests/Examples/run.py runs it",
    ("TestFrameworks.md", "// onboarding_test.go"): "Tests/Examples/run.py runs it",
    ("TestFrameworks.md", "# docker compose up"): "needs Docker; Tests/Examples/folders.py runs its services as processes",
    ("TestFrameworks.md", "# .github/workflows/service.yml"): "needs Docker; Tests/Examples/folders.py runs its steps",
    ("ScalingOut.md", "# Four instances of kirimdev-mock behind nginx"): "Tests/Examples/scaling runs it",
    ("ScalingOut.md", "# Four instances of kirimdev-mock behind HAProxy"): "Tests/Examples/scaling runs it",
    ("Architecture.md", "                        kirimdev-mock (@main)"): "a drawing",
    ("ContractTests.md", "my-tests/status.yaml, seed 7"): "a report; AcceptanceTests/Interleaving compares it",
    ("TestReports.md", "scenarios/messages.yaml, seed 7"): "a report; Tests/Reports/golden has real ones",
    ("ControlAPI.md", "id: 2"): "an event of the stream; EventStreamTests",
    ("Exec.md", "kirimdev-mock: createCustomer was required once"): "a message; RequirementTests",
    ("scenarios/README.md", "$ kirimdev-mock check broken.yaml"): "the messages of a check; CheckTests",
    ("scenarios/README.md", "# yaml-language-server"): "a comment for editors",
    ("0009-one-place-for-each-fact.md", "try mapped"): "code of the project, before and after",
    ("0009-one-place-for-each-fact.md", "self[.mediaResponse]"): "code of the project, before and after",
    ("0009-one-place-for-each-fact.md", "value(of: .mediaResponse)"): "code of the project, before and after",
    ("0009-one-place-for-each-fact.md", "timers.set"): "code of the project, before and after",
}

CUSTOMER = (
    "curl -s -X POST http://127.0.0.1:8080/__admin/reset >/dev/null; "
    "curl -s http://127.0.0.1:8080/v1/customers -H 'Authorization: Bearer kdv_test_local' "
    "-H 'Content-Type: application/json' -d '{\"name\": \"Acme Logistics\"}' | jq -r .data.id"
)

# Commands that run before each block of a page whose blocks do not follow each other.
BEFORE = {
    "ControlAPI.md": f"ID=$({CUSTOMER})",
    "Dashboard.md": f"CUSTOMER=$({CUSTOMER})",
}

# Options of the emulator beside which the blocks of a page run.
OPTIONS = {"scenarios/README.md": ["--scenario", "plan-gated"]}

# Statuses from 400 on that a page shows on purpose, by a part of the request.
STATUSES = {
    ("README.md", "/v1/customers", 402),
    ("scenarios/README.md", "/v1/customers", 402),
    ("ControlAPI.md", "/__admin/wait", 408),
    ("ControlAPI.md", "/holds/sends/release", 400),
    ("ControlAPI.md", "http://mock.example.com", 403),
    ("Inspector.md", "/__admin/faults/nothing", 404),
}
