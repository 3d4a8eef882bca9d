import Contract
import Documents
import Domain
import OrderedCollections

extension BaselineReader {
    /// The templates, each validated against createTemplate.
    mutating func templates() -> [SeededTemplate] {
        let rows = rows("templates")
        requireUnique("ref", "id", in: rows)
        var numbers = Named<String>("account")
        for row in self.rows("accounts") {
            if let id = row.text("phone_number_id") { numbers.add(id, of: row, by: "ref", "phone_number_id") }
        }
        let templates = rows.map { template($0, among: numbers) }
        let addresses = templates.map { [$0.accountID, $0.draft.name, $0.draft.language] }
        requireOnce("name", in: rows, as: addresses, telling: "`name` and `language`")
        return templates
    }

    private mutating func template(_ row: Row, among numbers: Named<String>) -> SeededTemplate {
        var fields = row.json
        let text = row.text("body")
        if let text {
            if row.json["components"] != nil {
                let message = "`body` and `components` say the same; only one of them is allowed"
                findings.add(message, at: row.place.appending("body"))
            }
            fields.set([["type": "BODY", "text": .string(text)]], at: JSONPointer(["components"]))
        }
        let own: Set = ["ref", "id", "account", "body", "status", "on_sync", "created_at", "updated_at"]
        hold(Row(json: fields, place: row.place), without: own, against: "createTemplate")
        let draft = TemplateDraft(
            name: row.text("name") ?? "",
            language: row.text("language") ?? "",
            category: row.text("category").flatMap(Template.Category.init(rawValue:)) ?? .utility,
            components: fields["components"]?.array?.compactMap(\.object) ?? [],
            variables: row.json["variables"]?.array?.compactMap(\.string)
        )
        checkComponents(of: draft, row, member: text == nil ? "components" : "body")
        var template = SeededTemplate(
            ref: row.text("ref"),
            id: row.text("id"),
            accountID: named("account", of: row, among: numbers) ?? "",
            draft: draft
        )
        template.status = row.text("status").flatMap(Template.Status.init(rawValue:)) ?? .approved
        template.onSync = row.json["on_sync"]?.bool ?? false
        (template.createdAt, template.updatedAt) = moments(of: row)
        return template
    }

    /// Reports components that createTemplate's schema accepts and Meta refuses, unless the schema found a mistake.
    private mutating func checkComponents(of draft: TemplateDraft, _ row: Row, member: String) {
        let place = row.place.appending(member)
        guard row.json[member] != nil, !findings.speak(within: place) else { return }
        do throws(DomainError) {
            try draft.checkComponents()
        } catch {
            guard case .invalidField(_, let detail) = error else { return }
            findings.add("`\(member)`: \(detail)", at: place)
        }
    }
}
