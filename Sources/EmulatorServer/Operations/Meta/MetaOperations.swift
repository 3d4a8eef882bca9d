import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Meta: health, identity of the caller, and the OpenAPI document.
enum MetaOperations {
    /// The handlers; `openAPI` is the document that getOpenApi serves.
    static func table(openAPI: PublicDocument) -> [String: OperationHandler] {
        [
            "getHealth": .stateless(.GET, [], getHealth),
            "getMe": .world(.GET, [], getMe),
            "getOpenApi": .stateless(.GET, []) { _ in Answer(body: openAPI.json) },
        ]
    }

    private static func getHealth(_ call: Call) -> Answer {
        call.data { writer in
            writer.object { $0.member("status", "ok") }
        }
    }

    private static func getMe(_ call: Call, _ state: inout WorldState) -> Answer {
        let organization = state.organization
        return call.data { writer in
            writer.object { writer in
                writer.key("organization")
                writer.object { writer in
                    writer.member("id", organization.id.description)
                    writer.member("object", "organization")
                    writer.member("name", organization.name)
                }
                writer.key("api_key")
                call.apiKey.write(to: &writer)
                writer.key("rate_limits")
                writer.object { writer in
                    writer.member("tier", organization.plan.rawValue)
                    writer.member("write_per_minute", organization.writesPerMinute)
                    writer.member("read_per_minute", organization.readsPerMinute)
                }
                writer.key("teams")
                writer.array { writer in for team in organization.teams { team.write(to: &writer) } }
            }
        }
    }
}

extension APIKey? {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", self?.id.description)
            writer.member("object", "api_key")
            writer.member("label", self?.label)
            writer.member("last4", self?.last4)
        }
    }
}

extension Team {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "team")
            writer.member("name", name)
        }
    }
}
