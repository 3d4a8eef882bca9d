import Documents
import Domain

extension MCPRequest {
    private static let serverInfoKey = "io.modelcontextprotocol/serverInfo"

    /// The answer to everything but a call of a tool, which returns nil.
    func answer(from info: MCPServerInfo, serving revisions: [MCPRevision], tools: MCPToolList) -> MCPAnswer? {
        switch method {
        case .initialize:
            result(from: info) { writer in
                writer.member("protocolVersion", revision.rawValue)
                Self.writeCapabilities(to: &writer)
                writer.key("serverInfo")
                info.write(to: &writer)
            }
        case .ping:
            result(from: info) { _ in }
        case .discover:
            cacheableResult(from: info) { writer in
                writer.member("supportedVersions", .array(revisions.map { .string($0.rawValue) }))
                Self.writeCapabilities(to: &writer)
            }
        case .listTools:
            cacheableResult(from: info) { writer in
                writer.key("tools")
                writer.raw(tools.json(in: revision))
            }
        case .callTool:
            nil
        }
    }

    /// The answer of a tool: a text in UTF-8, which by custom is the structured value as JSON, and that value, an object.
    ///
    /// The value is left out where the revision does not know it.
    func answer(from info: MCPServerInfo, text: [UInt8], structured: [UInt8]?, isError: Bool) -> MCPAnswer {
        // Text and value are the same JSON, in the text with escapes.
        result(from: info, capacity: 3 * text.count + 256) { writer in
            writer.key("content")
            writer.array { writer in
                writer.object { writer in
                    writer.member("type", "text")
                    writer.key("text")
                    writer.string(utf8: text)
                }
            }
            if let structured, revision.hasStructuredContent {
                writer.key("structuredContent")
                writer.raw(structured)
            }
            writer.member("isError", isError)
        }
    }

    /// The answer with an error of JSON-RPC.
    func answer(_ error: RPCError) -> MCPAnswer {
        MCPAnswer(error, id: id, era: revision.era)
    }

    /// The answer to a call of a tool that the server does not have.
    func answerToUnknownTool(_ name: String) -> MCPAnswer {
        answer(RPCError(.invalidParams, "Unknown tool: \(name)"))
    }

    // MARK: Results

    private func cacheableResult(from info: MCPServerInfo, _ write: (inout JSONWriter) -> Void) -> MCPAnswer {
        result(from: info) { writer in
            write(&writer)
            switch revision.era {
            case .handshake: break
            case .modern:
                // A client keeps a list for `ttlMs`, and a test wants to see every request.
                writer.member("ttlMs", 0)
                writer.member("cacheScope", "private")
            }
        }
    }

    private func result(
        from info: MCPServerInfo,
        capacity: Int = 512,
        _ write: (inout JSONWriter) -> Void
    ) -> MCPAnswer {
        MCPAnswer(id: id, capacity: capacity) { writer in
            writer.object { writer in
                switch revision.era {
                case .handshake:
                    write(&writer)
                case .modern:
                    writer.member("resultType", "complete")
                    write(&writer)
                    writer.key("_meta")
                    writer.object { writer in
                        writer.key(Self.serverInfoKey)
                        info.write(to: &writer)
                    }
                }
            }
        }
    }

    private static func writeCapabilities(to writer: inout JSONWriter) {
        writer.member("capabilities", ["tools": [:]])
    }
}

extension MCPServerInfo {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("version", version)
        }
    }
}
