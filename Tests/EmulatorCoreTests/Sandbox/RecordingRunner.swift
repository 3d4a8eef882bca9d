import Domain
import EmulatorCore
import Synchronization

/// A runner that counts its calls and falls silent when a test says so.
final class RecordingRunner: WorldRunner {
    private struct Storage {
        var wakes = 0
        var stops = 0
        var whenSilent: [@Sendable () -> Void] = []
    }

    private let storage = Mutex(Storage())

    /// How often the runner was woken.
    var wakes: Int { storage.withLock { $0.wakes } }
    /// How often the runner was stopped.
    var stops: Int { storage.withLock { $0.stops } }

    /// Takes the lock of the world, so that a wake under the lock would deadlock here.
    func wake(_ world: World) {
        world.transaction { _ in }
        storage.withLock { $0.wakes += 1 }
    }

    func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    ) {
        completion(.failure(.worldEnded))
    }

    func stop(whenSilent: @escaping @Sendable () -> Void) {
        storage.withLock { storage in
            storage.stops += 1
            storage.whenSilent.append(whenSilent)
        }
    }

    /// Ends the running work, so that all stop callbacks are called.
    func fallSilent() {
        let waiting = storage.withLock { storage in
            defer { storage.whenSilent = [] }
            return storage.whenSilent
        }
        for whenSilent in waiting { whenSilent() }
    }
}

/// A registry whose worlds have recording runners.
struct DrivenRegistry {
    let registry: SandboxRegistry
    let clock = ManualClock()
    private let made = RunnerList()

    /// The runners in the order in which their worlds were created.
    var runners: [RecordingRunner] { made.all }

    init(seed: UInt64? = 42, endpoint: BaselineEndpoint? = nil) {
        let seeds = Counter()
        let made = made
        var settings = SandboxRegistry.Settings(clock: clock.clock, randomSeed: { seeds.next() })
        settings.makeRunner = { made.next() }
        registry = SandboxRegistry(
            baseline: .standard(seed: seed, randomSeed: 7, endpoint: endpoint),
            settings: settings
        )
    }

    /// The sandbox of a key; throws if the registry does not admit the key.
    func sandbox(_ key: String) throws -> Sandbox {
        guard case .sandbox(let sandbox) = registry.admit(key) else {
            throw NoSandbox(key: key, admission: "no sandbox")
        }
        return sandbox
    }
}

/// Makes the runners and keeps a list of them.
private final class RunnerList: Sendable {
    private let runners = Mutex<[RecordingRunner]>([])

    var all: [RecordingRunner] { runners.withLock { $0 } }

    func next() -> RecordingRunner {
        let runner = RecordingRunner()
        runners.withLock { $0.append(runner) }
        return runner
    }
}

extension World {
    /// The moment on the world's clock.
    func now(wall: Timestamp) -> Timestamp { transaction { $0.now(wall: wall) } }

    /// Adds a webhook subscription to customer.created.
    @discardableResult
    func addEndpoint() -> WebhookSubscription {
        transaction { state in
            let draft = WebhookSubscriptionDraft(url: "https://a.example/hook", events: ["customer.created"])
            return state.createWebhookSubscription(draft, at: .start)
        }
    }

    /// All subscriptions, oldest first.
    var subscriptions: [WebhookSubscription] {
        transaction { Array($0.webhookSubscriptions.newestFirst(in: .all)).reversed() }
    }
}
