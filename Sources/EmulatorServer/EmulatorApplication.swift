import Contract
import Domain
package import EmulatorCore
import HTTPServing
package import ServiceLifecycle

/// The emulator, put together: what answers requests, and what must run beside it.
package struct EmulatorApplication: Sendable {
    /// Answers every request.
    package let responder: EmulatorResponder
    /// The sandboxes, for tests and commands that look behind the API.
    package let registry: SandboxRegistry
    /// What the start line and the health call tell.
    package let facts: ServerFacts
    /// What runs beside the server: the log, and the end of old worlds.
    package let services: [any Service]
}

/// Puts the emulator together: the one place where all parts meet.
package func buildApplication(
    configuration: ServerConfiguration,
    contract loaded: LoadedContract,
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
    settings.discard = { reclaimer.discard($0) }
    let registry = SandboxRegistry(
        baseline: .standard(seed: configuration.seed, randomSeed: configuration.randomSeed()),
        settings: settings
    )
    let strays = RequestJournal(
        seed: WorldSeed(value: configuration.seed ?? configuration.randomSeed(), key: ""),
        budget: registry.budget
    )
    let origin = OriginPolicy(publicURL: configuration.publicURL)
    let table = OperationTable(contract: contract, handlers: operationHandlers(contract: contract))
    let facts = ServerFacts(loaded, table: table, configuration: configuration)

    let pipeline = ContractPipeline(
        contract: contract,
        catalog: loaded.catalog,
        clock: configuration.clock,
        stages: [
            SizeStage(),
            AuthenticationStage(registry: registry, basePath: contract.basePath),
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
            ServerOperations(registry: registry, strays: strays, origin: origin, facts: facts).table,
            OrganizationOperations(registry: registry).table,
            RequestOperations(registry: registry, strays: strays, nearMiss: NearMiss(contract)).table,
        ]
        return ControlPipeline(
            contract: controlContract,
            handlers: tables.reduce(into: [:]) { all, table in all.merge(table) { first, _ in first } },
            guards: ControlGuard(configuration),
            registry: registry,
            log: log
        )
    }
    return EmulatorApplication(
        responder: EmulatorResponder(pipeline: pipeline, control: control),
        registry: registry,
        facts: facts,
        services: [RequestLogService(log: log, write: writeLog), reclaimer]
    )
}

/// Everything that behaves, by operationId.
private func operationHandlers(contract: Contract) -> [String: OperationHandler] {
    let tables = [
        MetaOperations.table(openAPI: PublicDocument(contract)),
        AccountOperations.table,
        CustomerOperations.table,
        SetupLinkOperations.table,
        WebhookSubscriptionOperations.table,
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
