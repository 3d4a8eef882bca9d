/// What tells the templates of a world apart.
struct TemplateAddress: Hashable, Sendable {
    let accountID: String
    let name: String
    let language: String
}

extension SandboxState {
    /// The template of that name and language on an account.
    package func template(named name: String, language: String, on account: WhatsAppAccount) -> Template? {
        let accountID = account.phoneNumberID ?? ""
        let address = TemplateAddress(accountID: accountID, name: name, language: language)
        return templatesByAddress[address].flatMap { templates[$0] }
    }
}
