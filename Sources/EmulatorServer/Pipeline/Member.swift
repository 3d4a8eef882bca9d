import Domain
import EmulatorCore

/// A caller with a key; a class, so that it is not copied from check to check.
final class Member: Sendable {
    let world: World
    /// The organization as it was when the request came.
    let organization: Organization
    let key: APIKey

    init(world: World, organization: Organization, key: APIKey) {
        self.world = world
        self.organization = organization
        self.key = key
    }
}
