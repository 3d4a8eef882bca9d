import ArgumentParser

/// An order in which what one step causes arrives: its deliveries and its response.
struct StepOrder: Hashable, Sendable {
    /// The number of the step in its file, from 1.
    let step: Int
    /// The numbers of what arrives, in the order of arrival; in the vendor's order they are 1, 2, 3 and so on.
    let places: [Int]

    /// Sorts what a step has caused, which comes in the vendor's order; what the order does not name comes last.
    func sorted<Element>(_ elements: [Element]) -> [Element] {
        let named = places.map { $0 - 1 }.filter(elements.indices.contains)
        let rest = elements.indices.filter { !named.contains($0) }
        return (named + rest).map { elements[$0] }
    }
}

extension StepOrder: ExpressibleByArgument, CustomStringConvertible {
    /// Reads an order such as `3:2,1`, in which each number up to the largest one must occur once.
    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let step = Int(parts[0]), step > 0 else { return nil }
        let places = parts[1].split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard places.sorted() == Array(1...places.count) else { return nil }
        self.init(step: step, places: places)
    }

    /// The order as the option `--order` takes it.
    var description: String { "\(step):\(places.map(String.init).joined(separator: ","))" }
}
