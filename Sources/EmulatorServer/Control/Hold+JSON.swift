import Documents
import Domain
import EmulatorCore

extension Hold {
    /// Writes the hold with its matcher and with the held items that `held` writes; nil for several sandboxes.
    func write(to writer: inout JSONWriter, of sandbox: Sandbox?, held: (inout JSONWriter) -> Void) {
        writer.member("sandbox", sandbox?.id.description)
        writer.member("id", id)
        writer.key("request")
        writer.value(phase == nil ? .null : source)
        writer.key("delivery")
        writer.value(phase == nil ? source : .null)
        writer.member("phase", phase?.rawValue)
        writer.key("held")
        writer.array(held)
    }

    /// When it stops requests; nil for a hold of deliveries.
    private var phase: FaultPhase? {
        switch subject {
        case .requests(_, let phase): phase
        case .deliveries: nil
        }
    }
}

extension HeldItem {
    /// Writes the members of a held item; secrets in the path are masked.
    func write(to writer: inout JSONWriter, named name: String) {
        writer.member("ref", name)
        switch self {
        case .request(_, let moment, let method, let path):
            writer.member("at", moment.description)
            writer.member("method", method)
            writer.member("path", Secrets.masked(path))
        case .delivery(let delivery):
            writer.member("at", delivery.createdAt.description)
            writer.member("event", delivery.event.type)
            writer.member("url", delivery.url)
        }
    }
}
