/// The parts of the sentences about requirements.
enum RequirementText {
    /// A number with its unit, such as `1 request` or `2 requests`.
    static func count(_ number: Int, _ unit: String) -> String {
        number == 1 ? "1 \(unit)" : "\(number) \(unit)s"
    }

    /// How often something is required, such as `once` or `3 times`.
    static func times(_ number: Int) -> String {
        number == 1 ? "once" : "\(number) times"
    }

    /// The verb for that many subjects, `was` or `were`.
    static func were(_ number: Int) -> String {
        number == 1 ? "was" : "were"
    }

    /// A number with at most one digit after the point, rounded down, so that 99.99 is not shown as 100.
    static func number(_ number: Double) -> String {
        let tenths = (number * 10).rounded(.down) / 10
        return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
    }

    /// The numbers by name as a list such as `2 × 500 and 1 × timeout`, the largest first.
    static func list(_ counts: [String: Int]) -> String {
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) × \($0.key)" }
        guard let last = sorted.last, sorted.count > 1 else { return sorted.joined() }
        return sorted.dropLast().joined(separator: ", ") + " and " + last
    }
}
