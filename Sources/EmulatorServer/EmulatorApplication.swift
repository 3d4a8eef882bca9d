import Contract
import Domain
package import EmulatorCore
import HTTPServing
package import ServiceLifecycle
package import Webhooks

/// The emulator, put together: what answers requests, and what must run beside it.
package struct EmulatorApplication: Sendable {
    /// Answers every request.
    package let responder: EmulatorResponder
    /// The sandboxes, for tests and commands that look behind the API.
    package let registry: SandboxRegistry
    /// What the start line and the health call tell.
    package let facts: ServerFacts
    /// What runs beside the server: the log, webhooks, and the end of old worlds.
    package let services: [any Service]
}

/// Puts the emulator together: the one place where all parts meet.
package func buildApplication(
    configuration: ServerConfiguration,
    contract loaded: LoadedContract,
    transport: any WebhookTransport = HTTPWebhookTransport(),
    log writeLog: @escaping LogWriter = { _ in }
) -> EmulatorApplication {
    let contract = loaded.contract
    let log = RequestLog(format: configuration.logFormat)
    let reclaimer = WorldReclaimer()
    var settings = SandboxRegistry.Settings(
        clock: configuration.clock,
        randomSeed: configuration.randomSeed,
        maximum: configuration.maximumSandboxes
    )
    let dispatcher = WebhookDispatcher(transport: transport, wall: configuration.clock)
    settings.discard = { reclaimer.discard($0) }
    settings.makeDriver = { dispatcher.makeDriver() }
    let registry = SandboxRegistry(
        baseline: .standard(
            seed: configuration.seed,
            randomSeed: configuration.randomSeed(),
            endpoint: configuration.webhook.map { webhook in
                BaselineEndpoint(url: webhook.url, secret: webhook.secret, events: contract.webhooks.map(\.name))
            }
        ),
        settings: settings
    )
    let strays = RequestJournal(
        seed: WorldSeed(value: configuration.seed ?? configuration.randomSeed(), key: ""),
        budget: registry.budget
    )
    let strayTokens = FixedWindowLimiter()
    let origin = OriginPolicy(publicURL: configuration.publicURL)
    let handlers = operationHandlers(contract: contract, strayTokens: strayTokens)
    let table = OperationTable(contract: contract, handlers: handlers)
    let facts = ServerFacts(loaded, table: table, configuration: configuration)

    let pipeline = ContractPipeline(
        contract: contract,
        catalog: loaded.catalog,
        clock: configuration.clock,
        stages: [
            SizeStage(),
            AuthenticationStage(registry: registry, basePath: contract.basePath),
            TokenStage(registry: registry),
            OpenStage(),
            RateLimitStage(),
            RouteStage(),
            EntitlementStage(),
            BodyStage(),
            IdempotencyStage(),
            OperationStage(table: table, origin: origin),
        ],
        strays: strays,
        log: log,
        isStrict: configuration.isStrict
    )
    let control = LazyControl { controlContract in
        let tables = [
            ServerOperations(
                registry: registry,
                strays: strays,
                strayTokens: strayTokens,
                origin: origin,
                facts: facts
            ).table,
            OrganizationOperations(registry: registry).table,
            ClockOperations(registry: registry).table,
            RequestOperations(registry: registry, strays: strays, nearMiss: NearMiss(contract)).table,
            DeliveryOperations(registry: registry, samples: EventSamples(contract: contract)).table,
            SimulationOperations(registry: registry).table,
            OnboardingPages.table,
        ]
        let guards = ControlGuard(configuration)
        let handlers = tables.reduce(into: [:]) { all, table in all.merge(table) { first, _ in first } }
        return Control(
            pipeline: ControlPipeline(
                contract: controlContract,
                handlers: handlers,
                guards: guards,
                registry: registry,
                log: log
            ),
            dashboard: ContractPipeline(
                contract: controlContract,
                catalog: loaded.catalog,
                clock: configuration.clock,
                stages: [
                    SizeStage(),
                    DashboardGuardStage(guards: guards),
                    DashboardSandboxStage(registry: registry),
                    OpenStage(),
                    RouteStage(),
                    BodyStage(),
                    OperationStage(
                        table: OperationTable(contract: controlContract, handlers: DashboardOperations.table),
                        origin: origin
                    ),
                ],
                strays: strays,
                log: log,
                isStrict: configuration.isStrict
            ),
            operations: Set(handlers.keys).union(DashboardOperations.table.keys)
        )
    }
    return EmulatorApplication(
        responder: EmulatorResponder(pipeline: pipeline, control: control),
        registry: registry,
        facts: facts,
        services: [RequestLogService(log: log, write: writeLog), reclaimer, dispatcher]
    )
}

/// Everything that behaves, by operationId.
private func operationHandlers(contract: Contract, strayTokens: FixedWindowLimiter) -> [String: OperationHandler] {
    let tables = [
        MetaOperations.table(openAPI: PublicDocument(contract)),
        AccountOperations.table,
        CustomerOperations.table,
        SetupLinkOperations.table,
        WebhookSubscriptionOperations.table,
        WebhookDeliveryOperations.table,
        OnboardingOperations(strays: strayTokens).table,
    ]
    return tables.reduce(into: [:]) { all, table in all.merge(table) { first, _ in first } }
}

extension ServerFacts {
    fileprivate init(_ loaded: LoadedContract, table: OperationTable, configuration: ServerConfiguration) {
        self.init(
            controlContract: PackageResources.control_yaml,
            contract: loaded.source,
            contractDigest: loaded.digest,
            basePath: loaded.contract.basePath,
            operationCount: loaded.contract.operations.count,
            handledCount: table.handledCount,
            idleHandlers: table.idle,
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
            adminToken: configuration.adminToken
        )
    }
}
