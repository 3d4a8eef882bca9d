import Documents
import Domain

/// What happened to a customer, newest first.
struct HistorySection {
    /// How many characters of a value are shown.
    private static let longestValue = 200

    let profile: CustomerProfile
    let frame: DashboardFrame

    var content: Markup {
        """
        <section class="card" aria-labelledby="history">
        <h2 id="history">History</h2>
        <ol class="history">
        \(profile.history.entries.map(item))</ol>
        \(profile.history.isShortened ? "<p class=\"quiet\">Older changes are not shown.</p>" : "")
        </section>

        """
    }

    private func item(_ entry: CustomerHistory.Entry) -> Markup {
        """
        <li class="\(entry.kind.rawValue)"><div class="row apart"><span>\(sentence(entry))</span>\
        <span class="small quiet">\(event(of: entry))\(Markup.time(entry.at))</span></div>\(changes(entry.fields))</li>

        """
    }

    private func sentence(_ entry: CustomerHistory.Entry) -> Markup {
        switch entry.kind {
        case .created: "Created"
        case .updated: entry.fields.isEmpty ? "Changed; the values before are not known" : "Changed"
        case .archived: "Archived"
        case .restored: "Restored"
        case .accountConnected: "Number \(number(of: entry)) connected"
        case .accountAssigned: "Number \(number(of: entry)) assigned"
        case .accountUnassigned: "Number \(number(of: entry)) unassigned"
        case .setupLinkCreated: "Setup link \(link(of: entry)) created"
        case .setupLinkConsumed: "Setup link \(link(of: entry)) used"
        case .setupLinkRevoked: "Setup link \(link(of: entry)) revoked"
        case .setupLinkExpired: "Setup link \(link(of: entry)) expired"
        }
    }

    private func number(of entry: CustomerHistory.Entry) -> Markup {
        let id = entry.account ?? ""
        return Markup.written(profile.numbers[id] ?? id)
    }

    private func link(of entry: CustomerHistory.Entry) -> Markup {
        guard let id = entry.setupLink else { return "" }
        guard let ending = profile.linkEndings[id] else { return "<code>\(id.description)</code>" }
        return "<code title=\"\(id.description)\">…\(ending)</code>"
    }

    /// The link to the event in the inspector.
    private func event(of entry: CustomerHistory.Entry) -> Markup {
        guard let event = entry.event?.description else { return "" }
        return "<a href=\"\(frame.inspector("events/\(frame.sandbox)/\(event.inURL)"))\" title=\"\(event)\">event</a> "
    }

    // MARK: Changed fields

    private func changes(_ fields: [JSONDifference]) -> Markup {
        guard !fields.isEmpty else { return "" }
        return "<ul class=\"changes\">\(fields.map(change))</ul>"
    }

    private func change(_ field: JSONDifference) -> Markup {
        """
        <li><code dir="auto">\(shortened(field.pointer.tokens.joined(separator: ".")))</code> \
        <span class="visually-hidden">from</span> <del>\(value(field.from))</del> \
        <span aria-hidden="true">→</span><span class="visually-hidden">to</span> <ins>\(value(field.to))</ins></li>
        """
    }

    private func value(_ value: JSONValue?) -> Markup {
        switch value {
        case nil, .null: "<span class=\"quiet\">none</span>"
        case .string(let text): Markup.written(shortened(text))
        case .some(let json): "<code dir=\"auto\">\(shortened(json.text))</code>"
        }
    }

    private func shortened(_ text: String) -> String {
        text.count > Self.longestValue ? text.prefix(Self.longestValue) + "…" : text
    }
}
