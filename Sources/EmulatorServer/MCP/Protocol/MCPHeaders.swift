import Domain
import NIOHTTP1

/// The headers of a POST that the protocol defines, each with the values that were sent.
struct MCPHeaders: Sendable {
    let version: [String]
    let method: [String]
    let name: [String]

    init(_ headers: HTTPHeaders) {
        version = headers.trimmedValues("MCP-Protocol-Version")
        method = headers.trimmedValues("Mcp-Method")
        name = headers.trimmedValues("Mcp-Name")
    }

    /// The era of the version header; a version that no revision of the handshake era has belongs to the modern era.
    var era: MCPRevision.Era {
        guard let version = version.first else { return .handshake }
        return MCPRevision(rawValue: version)?.era ?? .modern
    }
}

extension HTTPHeaders {
    fileprivate func trimmedValues(_ name: String) -> [String] {
        self[name].map { value in
            let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
            return String(value.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
        }
    }
}
