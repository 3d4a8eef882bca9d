package import Domain

/// Refers to a request, an event or a delivery: `request:3`, `event:evt_…` or `delivery:wbd_…`.
package struct ObservationRef: Hashable, Sendable {
    /// What is referred to.
    package enum Name: Hashable, Sendable, CustomStringConvertible {
        /// The number of a request in its journal.
        case request(Int)
        case event(Identifier<DomainEvent>)
        case delivery(Identifier<WebhookDelivery>)

        /// The form that control requests use within one sandbox, such as `request:7`.
        package var description: String {
            switch self {
            case .request(let seq): "request:\(seq)"
            case .event(let id): "event:\(id)"
            case .delivery(let id): "delivery:\(id)"
            }
        }

        init(_ recorded: Recorded) {
            switch recorded {
            case .request(let request): self = .request(request.entry.seq)
            case .event(let event): self = .event(event.event.id)
            case .delivery(let delivery): self = .delivery(delivery.id)
            }
        }
    }

    /// The sandbox; nil for requests that belong to no sandbox.
    package let sandbox: Identifier<Sandbox>?
    /// What is referred to.
    package let name: Name

    /// Refers to that in a sandbox.
    package init(_ name: Name, in sandbox: Identifier<Sandbox>?) {
        self.name = name
        self.sandbox = sandbox
    }

    init(_ recorded: Recorded, in sandbox: Identifier<Sandbox>?) {
        self.init(Name(recorded), in: sandbox)
    }

    /// The text in answers; `withSandbox` puts the id of the sandbox before it, as in answers about all sandboxes.
    package func text(withSandbox: Bool) -> String {
        guard withSandbox, let sandbox else { return name.description }
        return "\(sandbox)/\(name)"
    }
}
