import Documents
import Domain
import EmulatorCore

/// The data of a streamed event, which are written when a client can take them.
struct StreamedRow: Sendable {
    typealias Writing = @Sendable (inout JSONWriter) -> Void

    /// The name of the event.
    let name: String
    /// The scope of its observation.
    let scope: FeedScope
    /// About how much memory it holds, in bytes.
    let size: Int
    /// Writes the members of the data.
    let write: Writing

    /// A row whose members are those that `write` writes.
    init(_ name: String, _ observation: Observation, size: Int = 1024, _ write: @escaping Writing) {
        self.name = name
        scope = observation.scope
        self.size = size
        self.write = write
    }

    /// A row that begins with the sandbox.
    init(named name: String, _ observation: Observation, _ write: @escaping Writing) {
        let sandbox = observation.sandbox
        self.init(name, observation) { writer in
            writer.member("sandbox", sandbox?.description)
            write(&writer)
        }
    }
}
