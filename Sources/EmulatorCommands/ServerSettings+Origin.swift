extension ServerSettings {
    /// The http origin at which programs on this machine reach the server when it listens on that port.
    func origin(port: Int) -> String {
        "http://\(reachableHost):\(port)"
    }

    /// The host to connect to: the loopback address if the server listens on all addresses; IPv6 in brackets.
    private var reachableHost: String {
        switch host {
        case "0.0.0.0": "127.0.0.1"
        case "::": "[::1]"
        default: host.contains(":") ? "[\(host)]" : host
        }
    }
}
