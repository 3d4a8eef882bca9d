import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension Organization {
    /// Writes the members that getOrganization and getChanges show; both `id` and `keys` belong to one sandbox.
    func writeSettings(to writer: inout JSONWriter, id: String?, keys: [APIKey], at now: Timestamp) {
        writer.member("id", id)
        writer.member("name", name)
        writer.member("plan", plan.rawValue)
        writer.member("subscription", subscription.rawValue)
        writer.key("teams")
        writer.array { writer in
            for team in teams {
                writer.object { writer in
                    writer.member("id", team.id.description)
                    writer.member("name", team.name)
                }
            }
        }
        writer.key("users")
        writer.array { writer in
            for user in users {
                writer.object { writer in
                    writer.member("id", user.id.description)
                    writer.member("name", user.name)
                    writer.member("email", user.email)
                }
            }
        }
        writer.key("rate_limits")
        writer.object { $0.members(RateLimitSettings.fields, of: rateLimits) }
        writer.key("limits")
        writer.object { $0.members(OrganizationLimits.fields, of: limits) }
        writer.key("api_keys")
        writer.array { writer in
            for key in keys {
                writer.object { writer in
                    writer.member("key_last4", key.last4)
                    writer.member("status", key.status(at: now).rawValue)
                }
            }
        }
        writer.key("onboarding")
        writer.object { $0.members(OnboardingSettings.fields, of: onboarding) }
        messages.write(to: &writer)
        writer.key("template_review")
        writer.object { $0.members(TemplateReviewSettings.fields, of: templateReview) }
        writer.key("idempotency")
        writer.object { $0.members(IdempotencySettings.fields, of: idempotency) }
        writer.key("mcp")
        writer.object { $0.members(MCPSettings.fields, of: mcp) }
        writer.key("switches")
        writer.object { writer in
            for name in Switch.allCases { writer.member(name.rawValue, switches[name]) }
        }
    }
}

extension MessageSettings {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("messages")
        writer.object { writer in
            writer.key("progression")
            switch progression {
            case .timed:
                var shown = self
                shown.progression = progression
                writer.object { $0.members(Self.progressionFields, of: shown) }
            case .immediate, .manual: writer.value(mode.rawValue)
            }
            writer.members(Self.fields, of: self)
        }
    }
}
