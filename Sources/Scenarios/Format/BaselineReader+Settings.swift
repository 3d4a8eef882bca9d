import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension BaselineReader {
    /// The organization, with what a scenario says of it at top level.
    mutating func settings() -> OrganizationPatch {
        requireUnique("ref", "id", in: rows("organization", "teams"))
        requireUnique("ref", "id", in: rows("organization", "users"))
        var members = json["organization"]?.object ?? [:]
        members["switches"] = json["switches"]
        do throws(ReadingError) {
            var patch = try OrganizationPatch(reading: .object(members))
            patch.onboarding = try OnboardingPatch(reading: json["onboarding"])
            patch.messages = try MessagesPatch(reading: json["messages"])
            patch.templateReview = try TemplateReviewPatch(reading: json["template_review"])
            return patch
        } catch {
            note(error)
            return OrganizationPatch()
        }
    }

    /// The keys of one sandbox.
    mutating func keys() -> [OrganizationPatch.KeyDraft] {
        let rows = rows("api_keys")
        requireUnique("key", in: rows)
        for row in rows { _ = moment("expires_at", of: row) }
        return rows.map { OrganizationPatch.KeyDraft(reading: $0.json) }
    }

    /// Where the clock stands, if that is said.
    mutating func clock() -> ClockSetting? {
        guard let clock = json["clock"] else { return nil }
        _ = moment("now", of: Row(json: clock, place: JSONPointer(["clock"])))
        return ClockSetting(reading: clock)
    }

    /// How webhooks are delivered.
    mutating func policy() -> WebhookPolicy {
        guard let webhooks = json["webhooks"] else { return WebhookPolicy() }
        do throws(ReadingError) {
            return try WebhookPolicy(reading: webhooks)
        } catch {
            note(error, below: JSONPointer(["webhooks"]))
            return WebhookPolicy()
        }
    }

    /// What goes wrong on purpose.
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
                note(error, below: row.place)
            }
        }
        return rules
    }

    /// Which http URLs the organization's subscriptions may have.
    func http(_ settings: OrganizationPatch) -> WebhookURL.HTTPPolicy {
        var switches = Switches()
        for (name, reading) in settings.switches { switches[name] = reading }
        return switches.httpWebhookURLs
    }

    private mutating func note(_ error: ReadingError, below root: JSONPointer = JSONPointer()) {
        let place = root.appending(JSONPointer(parsing: error.pointer) ?? JSONPointer())
        let hint = error.hint.map { "did you mean `\($0)`?" }
        findings.add("`\(place.label ?? "")` \(error.message)", at: place, hint: hint)
    }
}
