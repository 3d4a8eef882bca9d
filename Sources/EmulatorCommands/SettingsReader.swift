import Documents

/// Reads settings from flags, otherwise from variables, and collects the values that cannot be used.
///
/// The setting `public-url` has the flag `--public-url` and the variable `KIRIMDEV_MOCK_PUBLIC_URL`. An empty variable
/// counts as absent.
struct SettingsReader {
    private static let prefix = "KIRIMDEV_MOCK_"
    /// What is wrong with the values, in the order in which they were read.
    var problems = ConfigurationProblems()
    private let variables: [String: String]
    /// The names of the variables that were read, without the prefix.
    private var names: Set<String> = []

    init(variables: [String: String]) {
        self.variables = variables
    }

    /// One sentence for each variable that has no effect, if its name is similar to one that was read.
    var warnings: [String] {
        let unread = variables.keys.filter { $0.hasPrefix(Self.prefix) }.map { String($0.dropFirst(Self.prefix.count)) }
        return unread.filter { !names.contains($0) }.sorted().compactMap { name in
            name.closest(among: names.sorted()).map {
                "\(Self.prefix)\(name) has no effect; did you mean `\(Self.prefix)\($0)`?"
            }
        }
    }

    /// The text of the flag if it is given, otherwise that of the variable.
    mutating func text(_ name: String, _ flag: String?) -> Setting<String>? {
        let variable = variable(of: name)
        if let flag { return Setting(value: flag, source: "--" + name) }
        guard let value = variables[variable], !value.isEmpty else { return nil }
        return Setting(value: value, source: variable)
    }

    /// The texts of a repeatable flag, and those of the variable, which are separated by commas.
    mutating func list(_ name: String, _ flags: [String]) -> [Setting<String>] {
        let variable = variable(of: name)
        let values = variables[variable]?.split(separator: ",") ?? []
        return flags.map { Setting(value: $0, source: "--" + name) }
            + values.map { Setting(value: String($0), source: variable) }
    }

    /// The number of the flag if it is given, otherwise that of the variable; nil also if that is not a number.
    mutating func number<Number: FixedWidthInteger & Sendable>(_ name: String, _ flag: Number?) -> Setting<Number>? {
        guard let setting = text(name, flag.map { String($0) }) else { return nil }
        guard let number = Number(setting.value) else {
            problems.add("\(setting.source) must be a whole number, not \(setting.value)")
            return nil
        }
        return Setting(value: number, source: setting.source)
    }

    /// The port of the flag if it is given, otherwise that of the variable; nil also if that is not a number.
    mutating func port(_ name: String, _ flag: Int?) -> Setting<Int>? {
        guard let port = number(name, flag) else { return nil }
        if !(0...65_535).contains(port.value) {
            problems.add("\(port.source) must be 0 to 65535, not \(port.value)")
        }
        return port
    }

    /// Whether the flag is given or the variable is `1`, `true` or `yes`.
    mutating func isOn(_ name: String, _ flag: Bool) -> Bool {
        guard let setting = text(name, flag ? "true" : nil) else { return false }
        switch setting.value.lowercased() {
        case "0", "false", "no": return false
        case "1", "true", "yes": return true
        default:
            problems.add("\(setting.source) must be true or false, not \(setting.value)")
            return false
        }
    }

    private mutating func variable(of name: String) -> String {
        let short = name.uppercased().replacing("-", with: "_")
        names.insert(short)
        return Self.prefix + short
    }
}
