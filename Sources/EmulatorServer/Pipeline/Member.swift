import Domain
import EmulatorCore

/// A caller with a valid key; it is a class so that passing it on copies only a reference.
final class Member: Sendable {
    let world: World
    /// The organization when the request arrived.
    let organization: Organization
    let key: APIKey

    init(world: World, organization: Organization, key: APIKey) {
        self.world = world
        self.organization = organization
        self.key = key
    }
}
