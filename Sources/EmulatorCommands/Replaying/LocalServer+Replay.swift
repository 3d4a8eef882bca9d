import EmulatorServer
import NIOCore
import Webhooks

extension LocalServer {
    /// An emulator that replays what the receivers of webhooks answered.
    init(contract: LoadedContract, bundle: FailureBundle) {
        let receivers = RecordedReceivers(bundle)
        var configuration = ServerConfiguration()
        configuration.logFormat = nil
        let application = buildApplication(configuration: configuration, contract: contract, transport: receivers)
        self.init(application, on: receivers.eventLoop, faults: .skipped)
    }
}
