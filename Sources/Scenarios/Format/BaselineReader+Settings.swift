import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension BaselineReader {
    /// The settings of the organization, from `organization` and from top-level members such as `switches`.
    mutating func settings() -> OrganizationPatch {
        requireUnique("ref", "id", in: rows("organization", "teams"))
        requireUnique("ref", "id", in: rows("organization", "users"))
        var members = json["organization"]?.object ?? [:]
        members["switches"] = json["switches"]
        do throws(ReadingError) {
            var patch = try OrganizationPatch(reading: .object(members))
            try patch.readBehaviour(json)
            return patch
        } catch {
            findings.add(error, below: JSONPointer())
            return OrganizationPatch()
        }
    }

    /// The API keys of the scenario, which all open the same sandbox.
    mutating func keys() -> [OrganizationPatch.KeyDraft] {
        let rows = rows("api_keys")
        requireUnique("key", in: rows)
        for row in rows { _ = moment("expires_at", of: row) }
        return rows.map { OrganizationPatch.KeyDraft(reading: $0.json) }
    }

    /// The setting of the clock; nil if the scenario has none.
    mutating func clock() -> ClockSetting? {
        guard let clock = json["clock"] else { return nil }
        _ = moment("now", of: Row(json: clock, place: JSONPointer(["clock"])))
        return ClockSetting(reading: clock)
    }

    /// The delivery policy of `webhooks`, or the default one.
    mutating func policy() -> WebhookPolicy {
        guard let webhooks = json["webhooks"] else { return WebhookPolicy() }
        do throws(ReadingError) {
            return try WebhookPolicy(reading: webhooks)
        } catch {
            findings.add(error, below: JSONPointer(["webhooks"]))
            return WebhookPolicy()
        }
    }

    /// The fault rules; two rules with the same id are a finding.
    mutating func rules(_ reader: FaultRuleReader) -> [FaultRule] {
        var rules: [FaultRule] = []
        var first: [String: Row] = [:]
        for (index, row) in rows("faults").enumerated() {
            do throws(ReadingError) {
                let rule = try reader.rule(row.json, drawnID: "fault-\(index + 1)")
                rules.append(rule)
                if let other = first[rule.id] {
                    let message = "\(other.place.label ?? "") is called `\(rule.id)`, too"
                    findings.add(message, at: row.place.appending("id"), hint: "give one of them another `id`")
                } else {
                    first[rule.id] = row
                }
            } catch {
                findings.add(error, below: row.place)
            }
        }
        return rules
    }

    /// Which http URLs webhook subscriptions may have, by the switch `http_webhook_urls`.
    func http(_ settings: OrganizationPatch) -> WebhookURL.HTTPPolicy {
        var switches = Switches()
        for (name, reading) in settings.switches { switches[name] = reading }
        return switches.httpWebhookURLs
    }
}
