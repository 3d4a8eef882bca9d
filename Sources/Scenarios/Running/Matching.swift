/// Finds a partner of its own for as many elements as possible (augmenting paths in a bipartite graph).
struct Matching {
    /// The possible partners of each element.
    private let partners: [[Int]]
    /// The element of each partner that is taken.
    private var elements: [Int: Int] = [:]

    init(_ partners: [[Int]]) {
        self.partners = partners
    }

    /// The elements that get no partner.
    mutating func unmatched() -> [Int] {
        partners.indices.filter { element in
            var visited: Set<Int> = []
            return !findPartner(for: element, &visited)
        }
    }

    private mutating func findPartner(for element: Int, _ visited: inout Set<Int>) -> Bool {
        for partner in partners[element] where visited.insert(partner).inserted {
            if let holder = elements[partner], !findPartner(for: holder, &visited) { continue }
            elements[partner] = element
            return true
        }
        return false
    }
}
