/// What tells the templates of a world apart.
struct TemplateAddress: Hashable, Sendable {
    let accountID: String
    let name: String
    let language: String
}
