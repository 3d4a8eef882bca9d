/// Walks a program over a text, trying alternatives in order.
///
/// Without back references a place that failed once fails again, so each pair of step and position is tried once and no
/// pattern takes more than linear time. With back references the work is bounded instead, and what exceeds it is no match.
struct PatternMatcher {
    private struct Thread {
        var step: Int
        var position: Int
        var captures: [Int]
    }

    private static let maximumWork = 500_000

    private let program: PatternProgram
    private let text: [UInt32]
    private var visited: [UInt64] = []
    private var threads: [Thread] = []
    private var work = 0

    init(_ program: PatternProgram, text: [UInt32]) {
        self.program = program
        self.text = text
        if !program.usesCaptures {
            visited = Array(repeating: 0, count: (program.steps.count * (text.count + 1) + 63) / 64)
        }
    }

    /// Whether some part of the text matches.
    mutating func search() -> Bool {
        if program.isAnchored { return matches(from: 0, captures: []) }
        return (0...text.count).contains { matches(from: $0, captures: []) }
    }

    /// Whether a match begins at that position, and ends at the other if one is given.
    mutating func matches(from start: Int, to end: Int? = nil, captures: [Int]) -> Bool {
        threads.append(Thread(step: 0, position: start, captures: captures))
        defer { threads.removeAll(keepingCapacity: true) }
        while var thread = threads.popLast() {
            while shouldVisit(thread) {
                if case .match = program.steps[thread.step] {
                    if end == nil || end == thread.position { return true }
                    break
                }
                guard advance(&thread) else { break }
            }
        }
        return false
    }

    private mutating func shouldVisit(_ thread: Thread) -> Bool {
        guard !program.usesCaptures else {
            work += 1
            return work <= Self.maximumWork
        }
        let bit = thread.step * (text.count + 1) + thread.position
        guard visited[bit / 64] & (1 << UInt64(bit % 64)) == 0 else { return false }
        visited[bit / 64] |= 1 << UInt64(bit % 64)
        return true
    }

    /// Does one step; false ends this thread.
    private mutating func advance(_ thread: inout Thread) -> Bool {
        let position = thread.position
        switch program.steps[thread.step] {
        case .scalar(let scalar):
            guard position < text.count, text[position] == scalar else { return false }
            thread.position += 1
        case .set(let set):
            guard position < text.count, set.contains(text[position]) else { return false }
            thread.position += 1
        case .split(let first, let second):
            threads.append(Thread(step: second, position: position, captures: thread.captures))
            thread.step = first
            return true
        case .jump(let target):
            thread.step = target
            return true
        case .start: guard position == 0 else { return false }
        case .end: guard position == text.count else { return false }
        case .wordBoundary(let isNegated):
            guard (isWord(position - 1) != isWord(position)) != isNegated else { return false }
        case .look(let inner, let isBehind, let isNegated):
            guard look(inner, isBehind: isBehind, from: thread) != isNegated else { return false }
        case .save(let slot): save(slot, in: &thread)
        case .backReference(let number): guard repeatGroup(number, in: &thread) else { return false }
        case .match: return true
        }
        thread.step += 1
        return true
    }

    private func isWord(_ position: Int) -> Bool {
        text.indices.contains(position) && ScalarSet.word.contains(text[position])
    }

    private func look(_ inner: PatternProgram, isBehind: Bool, from thread: Thread) -> Bool {
        var matcher = PatternMatcher(inner, text: text)
        guard isBehind else { return matcher.matches(from: thread.position, captures: thread.captures) }
        for start in stride(from: thread.position, through: 0, by: -1) {
            var matcher = PatternMatcher(inner, text: text)
            if matcher.matches(from: start, to: thread.position, captures: thread.captures) { return true }
        }
        return false
    }

    private func save(_ slot: Int, in thread: inout Thread) {
        while thread.captures.count <= slot { thread.captures.append(-1) }
        thread.captures[slot] = thread.position
    }

    /// Reads again what a group matched; a group that took no part matches nothing, as in JavaScript.
    private func repeatGroup(_ number: Int, in thread: inout Thread) -> Bool {
        guard number * 2 + 1 < thread.captures.count else { return true }
        let (start, end) = (thread.captures[number * 2], thread.captures[number * 2 + 1])
        guard start >= 0, end >= start else { return true }
        guard thread.position + end - start <= text.count,
            text[start..<end] == text[thread.position..<thread.position + end - start]
        else { return false }
        thread.position += end - start
        return true
    }
}
