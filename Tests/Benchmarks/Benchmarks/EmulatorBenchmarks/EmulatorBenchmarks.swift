import Benchmark
import Contract
import Documents
import Domain
import EmulatorCore
import EmulatorServer
import HTTPServing
import NIOHTTP1
import Webhooks

/// What a request costs from the parsed head to the finished answer, in worlds of different sizes.
///
/// The figures of one operation at 100 and at 100,000 customers must not differ: that is what these are for.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuUser, .throughput],
        warmupIterations: 10,
        scalingFactor: .kilo,
        maxDuration: .seconds(3),
        maxIterations: 1_000
    )

    for size in [100, 100_000] {
        Benchmark("create at \(size) customers") { benchmark, house in
            for _ in benchmark.scaledIterations { blackHole(house.create()) }
        } setup: {
            try House(customers: size)
        }
        Benchmark("get at \(size) customers") { benchmark, house in
            for _ in benchmark.scaledIterations { blackHole(house.get("/customers/\(house.someCustomer)")) }
        } setup: {
            try House(customers: size)
        }
        Benchmark("list 25 at \(size) customers") { benchmark, house in
            for _ in benchmark.scaledIterations { blackHole(house.get("/customers")) }
        } setup: {
            try House(customers: size)
        }
        Benchmark(
            "reset at \(size) customers",
            configuration: .init(metrics: [.wallClock], scalingFactor: .one, maxIterations: 5)
        ) { benchmark in
            let house = try House(customers: size)
            benchmark.startMeasurement()
            blackHole(house.reset())
            benchmark.stopMeasurement()
        }
        Benchmark("create, attempt and deliver an event at \(size) deliveries") { benchmark in
            var post = try PostOffice(deliveries: size)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(post.deliverOne()) }
            benchmark.stopMeasurement()
        }
    }

    registerMessageBenchmarks()

    Benchmark("sign a body of 1 KB") { benchmark in
        let body = [UInt8](repeating: UInt8(ascii: "a"), count: 1024)
        let now = Timestamp(milliseconds: 1_716_480_000_000)
        for _ in benchmark.scaledIterations {
            blackHole(WebhookSignature(secrets: ["whsec_test"], at: now, body: body).headerValue)
        }
    }

    Benchmark("match a route") { benchmark, house in
        for _ in benchmark.scaledIterations {
            blackHole(house.contract.routes.match(method: "GET", path: "/v1/customers/cus_1/setup_links"))
        }
    } setup: {
        try House(customers: 0)
    }
    Benchmark("validate a body") { benchmark, house in
        let operation = house.contract.operation("createCustomer")
        for _ in benchmark.scaledIterations { blackHole(operation?.validateBody(House.body)) }
    } setup: {
        try House(customers: 0)
    }
    Benchmark("append to the journal") { benchmark, journal in
        let message = RecordedMessage(headers: [HeaderField(name: "Host", value: "localhost")], body: [])
        let now = Timestamp(milliseconds: 0)
        for _ in benchmark.scaledIterations {
            let entry = journal.open(
                JournalOpening(method: "GET", path: "/v1/me", query: nil, request: message, at: now, wallAt: now)
            )
            journal.close(entry.seq, with: JournalEntry.Outcome())
        }
    } setup: {
        RequestJournal(seed: WorldSeed(value: 1, key: "a"), budget: JournalBudget())
    }
}

/// An emulator with one world of a given size.
struct House: Sendable {
    static let body: JSONValue = ["name": "Acme Logistics", "email": "admin@acme.io", "metadata": ["crm_id": "C-1234"]]
    private static let key = "kdv_test_bench"
    let application: EmulatorApplication
    let contract: Contract
    private(set) var someCustomer = ""

    init(customers: Int) throws {
        var configuration = ServerConfiguration()
        configuration.seed = 1
        configuration.logFormat = nil
        let root = String(
            #filePath.dropLast("/Tests/Benchmarks/Benchmarks/EmulatorBenchmarks/EmulatorBenchmarks.swift".count)
        )
        let loaded = try LoadedContract(file: root + "/openapi.yaml")
        contract = loaded.contract
        application = buildApplication(configuration: configuration, contract: loaded)
        for _ in 0..<customers { _ = create() }
        let created = try JSONValue(parsing: Self.body(of: create()))
        someCustomer = created["data"]?["id"]?.string ?? ""
    }

    func create() -> Reply { send(.POST, "/v1/customers", body: Self.body.serialized) }

    func get(_ path: String) -> Reply { send(.GET, "/v1" + path, body: []) }

    func post(_ path: String, _ body: JSONValue) -> Reply { send(.POST, "/v1" + path, body: body.serialized) }

    /// Puts a number into the world.
    func seedAccount(_ account: WhatsAppAccount) throws {
        guard case .sandbox(let sandbox) = application.registry.admit(Self.key) else { throw NoSandbox() }
        sandbox.world.transaction { $0.seed(account) }
    }

    private struct NoSandbox: Error {}

    func configure(_ patch: JSONValue) -> Reply {
        send(.PATCH, "/__admin/organization", body: patch.serialized)
    }

    func reset() -> Reply { send(.POST, "/__admin/reset", body: []) }

    private func send(_ method: HTTPMethod, _ path: String, body: [UInt8]) -> Reply {
        var head = HTTPRequestHead(version: .http1_1, method: method, uri: path)
        head.headers = [
            "Host": "localhost", "Authorization": "Bearer \(Self.key)", "Content-Type": "application/json",
        ]
        return application.responder.respond(to: Request(head: head, body: .complete(body)))
    }

    static func body(of reply: Reply) -> [UInt8] {
        if case .now(let response) = reply.content { response.body } else { [] }
    }
}

/// A world with one subscription, whose events are handed to a receiver that always answers 200.
struct PostOffice {
    private var state: WorldState
    private let team: Team
    private let now = Timestamp(milliseconds: 1_780_567_200_000)

    init(deliveries: Int) throws {
        let ids = BaselineIdentifiers(seed: 1)
        team = Team(id: ids.team(named: "Operations"), name: "Operations")
        let organization = Organization(id: ids.object(named: "a"), name: "A", plan: .business, teams: [team])
        state = WorldState(organization: organization, seed: WorldSeed(value: 1, key: "a"))
        let draft = WebhookSubscriptionDraft(url: "http://localhost:1/hook", events: ["customer.created"])
        var objects = SeededObjects()
        objects.webhookSubscriptions = [SeededWebhookSubscription(draft: draft)]
        state.seed(objects, ids: ids, webhookSecret: "whsec_test", at: now)
        for _ in 0..<deliveries { _ = deliverOne() }
    }

    mutating func deliverOne() -> DeliveryAttempt.Verdict? {
        _ = state.createCustomer(CustomerDraft(name: "Acme Logistics"), in: team, at: now)
        let report = AttemptReport(headers: [], outcome: .answered(ReceiverAnswer(status: 200)), tookMilliseconds: 1)
        return state.startAttempts(wall: now).compactMap { state.finishAttempt($0, report, wall: now) }.first
    }
}
