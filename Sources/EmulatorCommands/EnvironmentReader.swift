import EmulatorServer

/// Reads `KIRIMDEV_MOCK_*` variables; an empty one counts as absent.
struct EnvironmentReader {
    let variables: [String: String]

    func text(_ name: String) -> String? {
        guard let value = variables["KIRIMDEV_MOCK_" + name], !value.isEmpty else { return nil }
        return value
    }

    func list(_ name: String) -> [String] {
        text(name)?.split(separator: ",").map(String.init) ?? []
    }

    /// The number of the flag if it is given, otherwise that of the variable.
    func number<Number: FixedWidthInteger>(_ name: String, or flag: Number?) throws(CommandError) -> Number? {
        if let flag { return flag }
        guard let text = text(name) else { return nil }
        guard let number = Number(text) else {
            throw .setting("KIRIMDEV_MOCK_\(name) must be a whole number, not \(text)")
        }
        return number
    }

    /// Whether the flag is given or the variable is `1`, `true` or `yes`.
    func flag(_ name: String, or flag: Bool) throws(CommandError) -> Bool {
        if flag { return true }
        switch text(name)?.lowercased() {
        case nil, "0", "false", "no": return false
        case "1", "true", "yes": return true
        case .some(let other): throw .setting("KIRIMDEV_MOCK_\(name) must be true or false, not \(other)")
        }
    }

    /// The format of the flag, otherwise that of the variable, otherwise text.
    func logFormat(or flag: RequestLog.Format?) throws(CommandError) -> RequestLog.Format {
        if let flag { return flag }
        guard let text = text("LOG_FORMAT") else { return .text }
        guard let format = RequestLog.Format(rawValue: text) else {
            throw .setting("KIRIMDEV_MOCK_LOG_FORMAT must be text or json, not \(text)")
        }
        return format
    }
}
