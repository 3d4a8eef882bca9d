import Contract
import Domain
import NIOHTTP1

/// The part of the emulator that answers a path.
enum ServedPart {
    /// The API, which also answers unknown paths.
    case api
    /// The control API, with the probes, the index for agents, the media samples and the pages.
    case control
    /// The operations of the vendor's dashboard.
    case dashboard
    /// The vendor's MCP endpoint.
    case mcp

    // The paths of control.yaml, which is read only when the first of them is requested; a test compares them.
    private static let prefixes = [
        "//", "/__admin", "/api/", "/livez", "/llms.txt", "/mcp", "/media/", "/onboard/", "/readyz",
    ]
    private static let controlFolders = ["/__admin/", MediaSample.folder, "/onboard/"]
    private static let controlPaths = [
        "/__admin", "/livez", "/livez/", "/llms.txt", "/llms.txt/", "/readyz", "/readyz/",
    ]

    /// The part for a request; the pages at `/` and `/customers` are not served at a path that the contract has.
    static func of(_ head: HTTPRequestHead, contract: Contract, hasTools: Bool) -> ServedPart {
        if opensPage(head), !contract.has(RequestTarget(head.uri).path) { return .control }
        return of(head.uri, contract: contract, hasTools: hasTools)
    }

    /// Whether a browser opens the page at `/`, or any client one of the pages of the dashboard.
    ///
    /// A request with a key is not for the dashboard: a client of the API that lacks the base path must find that out.
    private static func opensPage(_ head: HTTPRequestHead) -> Bool {
        let uri = head.uri
        guard uri == "/" || uri.hasPrefix("/?") || uri.hasPrefix("/customers") || uri.utf8.first != UInt8(ascii: "/")
        else { return false }
        guard head.method == .GET || head.method == .HEAD else { return false }
        let segments = RequestTarget(uri).path.split(separator: "/")
        if segments.isEmpty { return head.headers.preferHTML }
        guard segments[0] == "customers", segments.count <= 2 else { return false }
        return head.headers.preferHTML || !head.headers.contains(name: "Authorization")
    }

    /// The part for a URI; most are known by their prefix, so that only a few are parsed.
    ///
    /// `hasTools` says whether the contract has tools, and so an MCP endpoint. A call of the dashboard is not served at a
    /// path that the contract has.
    static func of(_ uri: String, contract: Contract, hasTools: Bool) -> ServedPart {
        let isOrdinary = uri.utf8.first == UInt8(ascii: "/") && !prefixes.contains(where: uri.hasPrefix)
        guard !isOrdinary else { return .api }
        let path = RequestTarget(uri).path
        if controlFolders.contains(where: path.hasPrefix) || controlPaths.contains(path) { return .control }
        if hasTools, MCPEndpoint.isServed(at: path) { return .mcp }
        return isCall(path) && !contract.has(path) ? .dashboard : .api
    }

    /// Whether a path is one of the dashboard's calls.
    private static func isCall(_ path: String) -> Bool {
        path == "/api/customers" || path.hasPrefix("/api/customers/") || path.hasPrefix("/api/accounts/")
    }

    /// The largest request body in bytes; an exported world must fit into one of the control API.
    var bodyLimit: Int {
        switch self {
        case .api, .dashboard, .mcp: 1 << 20
        case .control: 256 << 20
        }
    }
}

extension Contract {
    /// Whether the contract has a path: an operation of any method is there, or it is below a base path.
    fileprivate func has(_ path: String) -> Bool {
        if basePaths.contains(where: { !$0.isEmpty && (path == $0 || path.hasPrefix($0 + "/")) }) { return true }
        if case .notFound = routes.match(method: "GET", path: path) { return false }
        return true
    }
}
