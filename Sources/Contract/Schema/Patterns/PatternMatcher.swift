/// Matches a program with back references by backtracking, within a limit of steps.
struct PatternMatcher {
    private struct Thread {
        var step: Int
        var position: Int
        var captures: [Int]
        /// The lowest position to continue at, for a repetition that may take fewer scalars; nil for others.
        var lowest: Int?
    }

    private let program: PatternProgram
    private let text: [UInt32]
    private var threads: [Thread] = []
    private(set) var work: PatternWork

    init(_ program: PatternProgram, text: [UInt32], _ work: PatternWork) {
        self.program = program
        self.text = text
        self.work = work
    }

    /// Whether a part of the text matches.
    mutating func search() -> Bool {
        if program.isAnchored { return matches(from: 0, captures: []) }
        for start in 0...text.count where !work.isExhausted {
            if matches(from: start, captures: []) { return true }
        }
        return false
    }

    /// Whether a match begins at `start` and, if `end` is given, ends there.
    private mutating func matches(from start: Int, to end: Int? = nil, captures: [Int]) -> Bool {
        threads.append(Thread(step: 0, position: start, captures: captures))
        defer { threads.removeAll(keepingCapacity: true) }
        while var thread = threads.popLast() {
            if let lowest = thread.lowest {
                thread.lowest = nil
                if thread.position > lowest {
                    threads.append(thread)
                    threads[threads.count - 1].position -= 1
                    threads[threads.count - 1].lowest = lowest
                }
            }
            while work.spend(1 + thread.captures.count / 8) {
                if case .match = program.steps[thread.step] {
                    if end == nil || end == thread.position { return true }
                    break
                }
                guard advance(&thread) else { break }
            }
            if work.isExhausted { return false }
        }
        return false
    }

    /// Executes one step; returns false if the thread fails.
    private mutating func advance(_ thread: inout Thread) -> Bool {
        let position = thread.position
        switch program.steps[thread.step] {
        case .scalar(let scalar):
            guard position < text.count, text[position] == scalar else { return false }
            thread.position += 1
        case .set(let set):
            guard position < text.count, set.contains(text[position]) else { return false }
            thread.position += 1
        case .repetition(let repetition): return advance(repetition, &thread)
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
        case .look(let number):
            let look = program.looks[number]
            guard looksAround(look, from: thread) != look.isNegated else { return false }
        case .save(let slot): save(slot, in: &thread)
        case .backReference(let number): guard repeatGroup(number, in: &thread) else { return false }
        case .match: return true
        }
        thread.step += 1
        return true
    }

    /// Takes as many scalars as a repetition allows, and adds a thread that takes fewer.
    private mutating func advance(_ repetition: PatternProgram.Repetition, _ thread: inout Thread) -> Bool {
        let limit = min(text.count, thread.position + (repetition.maximum ?? text.count))
        let lowest = thread.position + repetition.minimum
        var position = thread.position
        while position < limit, repetition.set.contains(text[position]) { position += 1 }
        guard work.spend(position - thread.position), position >= lowest else { return false }
        thread.step += 1
        thread.position = position
        if position > lowest {
            threads.append(
                Thread(step: thread.step, position: position - 1, captures: thread.captures, lowest: lowest)
            )
        }
        return true
    }

    private func isWord(_ position: Int) -> Bool {
        text.indices.contains(position) && ScalarSet.word.contains(text[position])
    }

    private mutating func looksAround(_ look: PatternProgram.Look, from thread: Thread) -> Bool {
        let lowest = look.isBehind ? 0 : thread.position
        for start in stride(from: thread.position, through: lowest, by: -1) where !work.isExhausted {
            var matcher = PatternMatcher(look.program, text: text, work)
            let end = look.isBehind ? thread.position : nil
            let isMatch = matcher.matches(from: start, to: end, captures: thread.captures)
            work = matcher.work
            if isMatch { return true }
        }
        return false
    }

    private func save(_ slot: Int, in thread: inout Thread) {
        while thread.captures.count <= slot { thread.captures.append(-1) }
        thread.captures[slot] = thread.position
    }

    /// Matches the text of a group again; a group without a match matches the empty text, as in JavaScript.
    private mutating func repeatGroup(_ number: Int, in thread: inout Thread) -> Bool {
        guard number * 2 + 1 < thread.captures.count else { return true }
        let (start, end) = (thread.captures[number * 2], thread.captures[number * 2 + 1])
        guard start >= 0, end >= start else { return true }
        guard work.spend((end - start) / 8), thread.position + end - start <= text.count,
            text[start..<end] == text[thread.position..<thread.position + end - start]
        else { return false }
        thread.position += end - start
        return true
    }
}
