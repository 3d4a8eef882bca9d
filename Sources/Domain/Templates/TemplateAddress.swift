/// The fields that identify a template within a world.
struct TemplateAddress: Hashable, Sendable {
    let accountID: String
    let name: String
    let language: String
}
