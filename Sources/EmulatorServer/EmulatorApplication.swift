import Contract
import Domain
package import EmulatorCore
import HTTPServing
package import ServiceLifecycle
package import Webhooks
import WorldRunning

/// The complete emulator: the responder for requests, and the services that must run next to the server.
package struct EmulatorApplication: Sendable {
    /// The responder for every request.
    package let responder: EmulatorResponder
    /// The sandboxes, for tests and commands that need more than the API shows.
    package let registry: SandboxRegistry
    /// The facts that the start line and getMockHealth show.
    package let facts: ServerFacts
    /// The services that run next to the server: one frees what has ended, the other sends webhooks.
    package let services: [any Service]
}

/// Builds the emulator from its configuration and contract; only this function connects all parts.
package func buildApplication(
    configuration: ServerConfiguration,
    contract loaded: LoadedContract,
    scenarios: ScenarioSource? = nil,
    baseline: Baseline? = nil,
    transport: any WebhookTransport = HTTPWebhookTransport(),
    log writeLog: @escaping LogWriter = { _ in }
) -> EmulatorApplication {
    let runners = WorldRunners(transport: transport, wall: configuration.clock)
    let reclaimer = Reclaimer()
    let scenarios = scenarios ?? ScenarioSource(configuration, loaded)
    let parts = ApplicationParts(
        configuration,
        loaded,
        scenarios: scenarios,
        baseline: baseline ?? scenarios.builtIn(),
        runners: runners,
        reclaimer: reclaimer,
        log: RequestLog(format: configuration.logFormat, write: writeLog)
    )
    let pipeline = parts.apiPipeline
    let control = LazyControl { contract in parts.control(described: contract) }
    return EmulatorApplication(
        responder: EmulatorResponder(pipeline: pipeline, mcp: parts.mcpPipeline, control: control),
        registry: parts.registry,
        facts: parts.facts,
        services: [reclaimer, runners]
    )
}

/// The parts that the pipelines of the API, the control API and the dashboard share.
private struct ApplicationParts: Sendable {
    let configuration: ServerConfiguration
    let loaded: LoadedContract
    let scenarios: ScenarioSource
    let registry: SandboxRegistry
    let unmatched: UnmatchedRequests
    let origin: OriginPolicy
    let log: RequestLog
    let table: OperationTable
    let facts: ServerFacts

    init(
        _ configuration: ServerConfiguration,
        _ loaded: LoadedContract,
        scenarios: ScenarioSource,
        baseline: Baseline,
        runners: WorldRunners,
        reclaimer: Reclaimer,
        log: RequestLog
    ) {
        self.configuration = configuration
        self.loaded = loaded
        self.scenarios = scenarios
        var settings = SandboxRegistry.Settings(
            clock: configuration.clock,
            randomSeed: configuration.randomSeed,
            maximum: configuration.maximumSandboxes
        )
        settings.makeRunner = { runners.makeRunner() }
        settings.discard = { reclaimer.discard($0) }
        registry = SandboxRegistry(baseline: baseline, settings: settings)
        unmatched = UnmatchedRequests(
            journal: RequestJournal(
                seed: WorldSeed(value: configuration.seed ?? configuration.randomSeed(), key: ""),
                budget: registry.budget,
                source: FeedSource(feed: registry.feed)
            ),
            coverage: registry.otherCoverage
        )
        origin = OriginPolicy(publicURL: configuration.publicURL)
        self.log = log
        table = OperationTable(
            contract: loaded.contract,
            handlers: Self.operationHandlers(contract: loaded.contract)
        )
        facts = ServerFacts(loaded, table: table, configuration: configuration)
    }

    /// The handlers of the API by operationId.
    private static func operationHandlers(contract: Contract) -> [String: OperationHandler] {
        merged([
            MetaOperations.table(openAPI: PublicDocument(contract)),
            AccountOperations.table,
            CustomerOperations.table,
            SetupLinkOperations.table,
            ConversationOperations.table,
            ContactOperations.table,
            LabelOperations.table,
            TemplateOperations.table,
            MessageOperations.table,
            WebhookSubscriptionOperations.table,
            WebhookDeliveryOperations.table,
            OnboardingOperations.table,
        ])
    }

    private static func merged<Handler>(_ tables: [[String: Handler]]) -> [String: Handler] {
        tables.reduce(into: [:]) { all, table in all.merge(table) { first, _ in first } }
    }

    // MARK: The API

    var apiPipeline: ContractPipeline {
        let setupLinks = SetupLinkAdmission(registry: registry, table: table)
        let admission = KeyAdmission(registry: registry, contract: loaded.contract, setupLinks: setupLinks)
        return pipeline(loaded.contract, table, admission, countsCoverage: true)
    }

    /// The pipeline of the MCP endpoint; nil if the contract has no tools.
    var mcpPipeline: ContractPipeline? {
        guard let endpoint = MCPEndpoint(loaded.contract) else { return nil }
        let setupLinks = SetupLinkAdmission(registry: registry, table: table)
        var keys = KeyAdmission(registry: registry, contract: loaded.contract, setupLinks: setupLinks)
        keys.coversEveryPath = true
        let admission = MCPAdmission(keys: keys, guards: ControlGuard(configuration))
        var pipeline = pipeline(loaded.contract, table, admission, countsCoverage: true)
        pipeline.mcp = endpoint
        return pipeline
    }

    private func pipeline(
        _ contract: Contract,
        _ table: OperationTable,
        _ admission: any Admission,
        countsCoverage: Bool
    ) -> ContractPipeline {
        ContractPipeline(
            contract: contract,
            catalog: loaded.catalog,
            clock: configuration.clock,
            admission: admission,
            table: table,
            origin: origin,
            unmatched: unmatched,
            unmatchedFaults: registry.unmatchedFaults,
            log: log,
            isStrict: configuration.isStrict,
            countsCoverage: countsCoverage
        )
    }

    // MARK: The control API, the pages and the dashboard

    /// The operations outside the contract that matchers can name.
    private static let otherOperations = DashboardOperations.table.keys.sorted()

    private var faultRules: FaultRuleReader {
        FaultRuleReader(contract: loaded.contract, catalog: loaded.catalog, others: Self.otherOperations)
    }

    private var watchedContract: WatchedContract {
        WatchedContract(loaded.contract, loaded.catalog, others: Self.otherOperations)
    }

    func control(described contract: Contract) -> Control {
        let guards = ControlGuard(configuration)
        let operations = DashboardOperations.table
        let dashboard = pipeline(
            contract,
            OperationTable(contract: contract, handlers: operations, usesKeys: false),
            DashboardAdmission(guards: guards, registry: registry),
            countsCoverage: false
        )
        let handlers = controlHandlers(dashboard: dashboard)
        let calls = ControlPipeline(
            contract: contract,
            handlers: handlers,
            guards: guards,
            registry: registry,
            origin: origin,
            faultRules: faultRules,
            log: log
        )
        let fixture = FixtureServer(control: calls, origin: origin).table
        return Control(
            pipeline: calls.adding(fixture),
            dashboard: dashboard,
            operations: Set(handlers.keys).union(fixture.keys).union(operations.keys)
        )
    }

    private func controlHandlers(dashboard: ContractPipeline) -> [String: ControlHandler] {
        let nearMiss = NearMiss(loaded.contract)
        let rows = RequestRows(contract: loaded.contract, nearMiss: nearMiss)
        let server = ServerOperations(
            registry: registry,
            scenarios: scenarios,
            origin: origin,
            facts: facts
        )
        let bundles = BundleOperations(
            registry: registry,
            unmatched: unmatched.journal,
            rows: rows,
            facts: facts
        )
        let resets = ResetOperations(registry: registry, unmatched: unmatched, scenarios: scenarios)
        return Self.merged([
            server.table,
            AgentOperations(
                registry: registry,
                scenarios: scenarios,
                origin: origin,
                loaded: loaded,
                requiresToken: configuration.adminToken != nil
            ).table,
            ReferenceOperations(
                registry: registry,
                origin: origin,
                requiresToken: configuration.adminToken != nil,
                hasOwnAuthority: configuration.certificateAuthority != nil
            ).table,
            resets.table,
            ScenarioOperations(scenarios: scenarios).table,
            StateOperations(registry: registry).table,
            ChangeOperations(registry: registry, origin: origin).table,
            InboxOperations(registry: registry).table,
            OrganizationOperations(registry: registry).table,
            ClockOperations(registry: registry).table,
            RequestOperations(registry: registry, unmatched: unmatched.journal, rows: rows).table,
            ExplainOperations(
                registry: registry,
                api: apiPipeline,
                mcp: mcpPipeline,
                dashboard: dashboard,
                nearMiss: nearMiss
            ).table,
            StreamOperations(log: EventLog(registry: registry, rows: rows)).table,
            bundles.table,
            WatchOperations(registry: registry, unmatched: unmatched.journal, watched: watchedContract).table,
            CoverageOperations(
                registry: registry,
                contract: loaded.contract,
                hints: CoverageHints(contract: loaded.contract, catalog: loaded.catalog, table: table)
            ).table,
            FaultOperations(
                registry: registry,
                contract: loaded.contract,
                catalog: loaded.catalog,
                reader: faultRules
            ).table,
            HoldOperations(registry: registry, reader: faultRules).table,
            DeliveryOperations(registry: registry, samples: EventSamples(contract: loaded.contract)).table,
            EventOperations(registry: registry).table,
            GradeOperations(registry: registry).table,
            SimulationOperations(registry: registry, origin: origin).table,
            EntryOperations(
                registry: registry,
                origin: origin,
                contract: loaded.contract,
                requiresToken: configuration.adminToken != nil,
                hasOwnAuthority: configuration.certificateAuthority != nil,
                hasReadOnlyPages: configuration.hasReadOnlyPages
            ).table,
            DashboardPages(
                registry: registry,
                requiresToken: configuration.adminToken != nil,
                hasReadOnlyPages: configuration.hasReadOnlyPages
            ).table,
            OnboardingPages.table,
            MediaOperations.table,
        ])
    }
}

extension ServerFacts {
    fileprivate init(_ loaded: LoadedContract, table: OperationTable, configuration: ServerConfiguration) {
        self.init(
            controlContract: ControlContract.bytes,
            contract: loaded.source,
            contractDigest: loaded.digest,
            basePath: loaded.contract.basePath,
            operationCount: loaded.contract.operations.count,
            handledCount: table.handledCount,
            idleHandlers: table.idle,
            warnings: loaded.warnings + table.nearBindings,
            certificateAuthority: configuration.certificateAuthority,
            startedAt: .now
        )
    }
}

extension ControlGuard {
    fileprivate init(_ configuration: ServerConfiguration) {
        self.init(
            isLoopback: configuration.isLoopback,
            allowedHosts: configuration.allowedHosts,
            publicURL: configuration.publicURL,
            adminToken: configuration.adminToken,
            hasReadOnlyPages: configuration.hasReadOnlyPages
        )
    }
}
