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

extension UInt8 {
    /// Whether this byte is a space or a tab.
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension HTTPHeaders {
    fileprivate func trimmedValues(_ name: String) -> [String] {
        self[name].map { value in
            guard let first = value.utf8.first, let last = value.utf8.last, first.isBlank || last.isBlank else {
                return value
            }
            let start = value.utf8.drop(while: \.isBlank)
            let blanks = start.reversed().prefix(while: \.isBlank).count
            return String(decoding: start.dropLast(blanks), as: UTF8.self)
        }
    }
}
