/// Matches a program without back references in one pass over the text, with all possible steps in parallel.
///
/// Each step is executed at most once per position. A lookahead or lookbehind is decided for all positions in one
/// pass when it is first needed.
struct PatternSimulation {
    /// The positions at which a repetition was entered, the oldest first.
    private struct Entries {
        var positions: [Int] = []
        var first = 0
    }

    private let program: PatternProgram
    private let text: [UInt32]
    /// Whether the pass goes from the end of the text to its start.
    private let isBackward: Bool
    private(set) var work: PatternWork
    private var position: Int
    /// The steps that take a scalar at the current position.
    private var active: [Int] = []
    private var previous: [Int] = []
    /// The last position at which each step was reached.
    private var reachedAt: [Int]
    private var pending: [Int] = []
    private var entries: [Entries]
    private var lookTables: [[Bool]?]
    private var hasMatched = false

    init(_ program: PatternProgram, text: [UInt32], _ work: PatternWork) {
        self.init(program, text: text, isBackward: false, work: work)
    }

    private init(_ program: PatternProgram, text: [UInt32], isBackward: Bool, work: PatternWork) {
        self.program = program
        self.text = text
        self.isBackward = isBackward
        self.work = work
        _ = self.work.spend(program.steps.count / 8)
        position = isBackward ? text.count : 0
        reachedAt = Array(repeating: -1, count: program.steps.count)
        entries = Array(repeating: Entries(), count: program.repetitionCount)
        lookTables = Array(repeating: nil, count: program.looks.count)
    }

    /// Whether a part of the text matches.
    mutating func search() -> Bool {
        reach(0)
        for _ in 0..<text.count {
            if hasMatched || work.isExhausted { break }
            if active.isEmpty, program.isAnchored { return false }
            advance()
            if !program.isAnchored { reach(0) }
        }
        return hasMatched && !work.isExhausted
    }

    /// For each position, whether a match that began earlier in the direction of the pass ends there.
    private mutating func matchTable() -> [Bool] {
        var table = Array(repeating: false, count: text.count + 1)
        reach(0)
        table[position] = hasMatched
        for _ in 0..<text.count {
            guard !work.isExhausted else { break }
            hasMatched = false
            advance()
            reach(0)
            table[position] = hasMatched
        }
        return table
    }

    // MARK: Steps

    /// Takes the next scalar.
    private mutating func advance() {
        let scalar = isBackward ? text[position - 1] : text[position]
        position += isBackward ? -1 : 1
        // The two lists are swapped, so that neither is copied.
        swap(&active, &previous)
        active.removeAll(keepingCapacity: true)
        guard work.spend(previous.count) else { return }
        for index in previous.indices {
            let step = previous[index]
            switch program.steps[step] {
            case .scalar(let own): if own == scalar { reach(step + 1) }
            case .set(let set): if set.contains(scalar) { reach(step + 1) }
            case .repetition(let repetition): advance(repetition, at: step, scalar)
            case .split, .jump, .start, .end, .wordBoundary, .look, .save, .backReference, .match: continue
            }
        }
    }

    private mutating func advance(_ repetition: PatternProgram.Repetition, at step: Int, _ scalar: UInt32) {
        guard repetition.set.contains(scalar) else {
            let isNew = entries[repetition.number].positions.last == position
            entries[repetition.number].positions = isNew ? [position] : []
            entries[repetition.number].first = 0
            return
        }
        if entries[repetition.number].positions.count > 1 { _ = work.spend(3) }
        if let maximum = repetition.maximum { dropEntries(of: repetition.number, beyond: maximum) }
        let first = entries[repetition.number].first
        guard first < entries[repetition.number].positions.count else { return }
        let oldest = entries[repetition.number].positions[first]
        guard oldest != position else { return }
        if reachedAt[step] != position {
            reachedAt[step] = position
            active.append(step)
        }
        if abs(position - oldest) >= repetition.minimum { reach(step + 1) }
    }

    private mutating func dropEntries(of number: Int, beyond maximum: Int) {
        var own = entries[number]
        entries[number] = Entries()
        while own.first < own.positions.count, abs(position - own.positions[own.first]) > maximum { own.first += 1 }
        if own.first > 64, own.first * 2 > own.positions.count {
            own.positions.removeFirst(own.first)
            own.first = 0
        }
        entries[number] = own
    }

    /// Reaches all steps that follow a step without taking a scalar.
    private mutating func reach(_ first: Int) {
        pending.append(first)
        while let step = pending.popLast() {
            if case .repetition(let repetition) = program.steps[step] { enter(repetition) }
            guard reachedAt[step] != position else { continue }
            reachedAt[step] = position
            guard work.spend() else { return pending.removeAll() }
            switch program.steps[step] {
            case .scalar, .set: active.append(step)
            case .repetition(let repetition):
                active.append(step)
                if repetition.minimum == 0 { pending.append(step + 1) }
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .jump(let target): pending.append(target)
            case .match: hasMatched = true
            case .save, .backReference: pending.append(step + 1)
            case .start, .end, .wordBoundary, .look: if holds(step) { pending.append(step + 1) }
            }
        }
    }

    private mutating func enter(_ repetition: PatternProgram.Repetition) {
        let count = entries[repetition.number].positions.count
        guard entries[repetition.number].positions.last != position else { return }
        // Without a maximum only the oldest entry matters, and the newest one, which replaces it when it ends.
        if repetition.maximum == nil, count > 1 { entries[repetition.number].positions.removeLast() }
        entries[repetition.number].positions.append(position)
    }

    // MARK: Conditions

    private mutating func holds(_ step: Int) -> Bool {
        switch program.steps[step] {
        case .start: position == 0
        case .end: position == text.count
        case .wordBoundary(let isNegated): (isWord(position - 1) != isWord(position)) != isNegated
        case .look(let number): looksAround(number)
        case .scalar, .set, .repetition, .split, .jump, .save, .backReference, .match: false
        }
    }

    private func isWord(_ position: Int) -> Bool {
        text.indices.contains(position) && ScalarSet.word.contains(text[position])
    }

    private mutating func looksAround(_ number: Int) -> Bool {
        let look = program.looks[number]
        if let table = lookTables[number] { return table[position] != look.isNegated }
        var inner = PatternSimulation(look.program, text: text, isBackward: !look.isBehind, work: work)
        let table = inner.matchTable()
        work = inner.work
        lookTables[number] = table
        return table[position] != look.isNegated
    }
}
