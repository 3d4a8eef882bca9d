extension Duration {
    /// The milliseconds, rounded down.
    var wholeMilliseconds: Int { Int(self / .milliseconds(1)) }

    /// The seconds with three decimals, such as `0.012`.
    var seconds: String {
        let milliseconds = wholeMilliseconds
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }

    /// The time for people, such as `12 ms` or `1.5 s`.
    var readable: String {
        let milliseconds = wholeMilliseconds
        guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
        let tenths = (milliseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
