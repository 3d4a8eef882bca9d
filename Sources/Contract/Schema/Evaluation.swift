import Documents

/// One run of a validator over one value: where it is, and what it has found.
struct Evaluation {
    enum Token {
        case key(String)
        case index(Int)
    }

    /// In-place steps (`$ref`, `allOf`, …) without going deeper into the value end here.
    static let maximumHops = 100

    /// How much of the stack a run may use: deeper values than fit are refused, so that no thread's stack overflows.
    static let maximumStack: UInt = 320 << 10

    /// More violations than this are not noted.
    static let maximumViolations = 1_000

    /// Whether violations are noted; if not, the first one ends the run.
    var collects: Bool
    var violations: [ContractViolation] = []
    /// The resources entered so far, outermost first, for `$dynamicRef`.
    var scope: [Int] = []
    /// What has been evaluated of the present value, if an `unevaluated` keyword wants to know.
    var marks: EvaluatedMarks?
    /// The nearest `x-error-code` on the way to the present schema.
    var errorCode: String?
    /// Whether null for a required property counts as the property missing.
    let nullIsMissing: Bool
    /// The required properties that are present as null.
    var requiredNulls: [JSONPointer] = []
    let violationLocation: ContractViolation.Location
    private var path: [Token] = []
    private var hops = 0
    private let stackStart = Self.stackAddress()
    private var budget = EvaluationBudget()
    private var hasEnded = false

    init(at location: ContractViolation.Location = .body, collects: Bool = true, nullIsMissing: Bool = false) {
        violationLocation = location
        self.collects = collects
        self.nullIsMissing = nullIsMissing
    }

    /// A run inside the search for a sample, which has a bound of its own and may begin within some resources.
    init(scope: [Int], maximumSteps: Int) {
        self.init(collects: false)
        self.scope = scope
        budget = EvaluationBudget(maximum: maximumSteps)
    }

    /// Whether the run had to end before it was done; then no value passes.
    var isExhausted: Bool { budget.isExhausted }

    /// The steps done so far.
    var steps: Int { budget.steps }

    /// The place of the present value.
    var pointer: JSONPointer {
        JSONPointer(
            path.map { token in
                switch token {
                case .key(let name): name
                case .index(let index): String(index)
                }
            }
        )
    }

    // MARK: Bounds

    /// Counts the work that a schema or keyword does on a value; false if the run has to end.
    @inline(__always)
    mutating func spend(_ steps: Int = 1, on value: JSONValue) -> Bool {
        if budget.spend(steps) { return true }
        return extend(for: value)
    }

    /// Gives the run the room that the whole value needs, or ends it, with one violation that says so.
    @inline(never)
    private mutating func extend(for value: JSONValue) -> Bool {
        budget.extend(for: value) || end(JSONPointer(), "complexity", "is too complex to be checked")
    }

    /// Ends the run with one violation, because what cannot be checked must not pass, not even by `not`.
    @inline(never)
    private mutating func end(_ pointer: JSONPointer, _ keyword: String, _ message: String) -> Bool {
        guard !hasEnded else { return false }
        hasEnded = true
        budget.exhaust()
        violations = [
            ContractViolation(
                location: violationLocation,
                pointer: pointer,
                keyword: keyword,
                message: message,
                errorCode: errorCode
            )
        ]
        return false
    }

    /// Looks for a pattern in a text; one that cannot be decided ends the run.
    mutating func matches(_ pattern: Pattern, _ text: String) -> Bool {
        let match = pattern.match(text, maximumWork: budget.remaining * 8)
        let isDone = spend(match.work / 8, on: .string(text))
        guard !match.isExhausted else { return end(JSONPointer(), "complexity", "is too complex to be checked") }
        return isDone && match.isMatch
    }

    // MARK: Going on

    /// Checks a property of the present value.
    mutating func check(_ value: JSONValue, key: String, with schema: Schema) -> Bool {
        if collects { path.append(.key(key)) }
        let isValid = checkChild(value, with: schema)
        if collects { path.removeLast() }
        return isValid
    }

    /// Checks an element of the present value.
    mutating func check(_ value: JSONValue, index: Int, with schema: Schema) -> Bool {
        if collects { path.append(.index(index)) }
        let isValid = checkChild(value, with: schema)
        if collects { path.removeLast() }
        return isValid
    }

    private mutating func checkChild(_ value: JSONValue, with schema: Schema) -> Bool {
        guard stackStart &- Self.stackAddress() < Self.maximumStack else {
            return end(pointer, "depth", "is nested too deep to be checked")
        }
        let outerHops = hops
        hops = 0
        guard marks != nil else {
            defer { hops = outerHops }
            return schema.validate(value, &self)
        }
        let outerMarks = marks
        marks = nil
        let isValid = schema.validate(value, &self)
        marks = outerMarks
        hops = outerHops
        return isValid
    }

    /// Checks the present value with another schema; what that evaluated counts only if it passes.
    mutating func check(_ value: JSONValue, inPlaceWith schema: Schema) -> Bool {
        guard hops < Self.maximumHops else {
            return end(pointer, "$ref", "cannot be checked: its schema refers to itself without end")
        }
        hops += 1
        defer { hops -= 1 }
        guard marks != nil else { return schema.validate(value, &self) }
        let marksBefore = marks
        guard spend((marksBefore?.properties.count ?? 0) / 16 + (marksBefore?.items.count ?? 0) / 16, on: value) else {
            return false
        }
        let isValid = schema.validate(value, &self)
        if !isValid { marks = marksBefore }
        return isValid
    }

    /// Checks the present value with another schema and notes no violations.
    mutating func probe(_ value: JSONValue, with schema: Schema) -> Bool {
        let outer = collects
        collects = false
        defer { collects = outer }
        return check(value, inPlaceWith: schema)
    }

    /// The place of this call's frame; stacks grow downwards on all platforms that we run on.
    @inline(never)
    private static func stackAddress() -> UInt {
        var marker: UInt8 = 0
        return unsafe withUnsafePointer(to: &marker) { pointer in UInt(bitPattern: pointer) }
    }

    // MARK: Findings

    // These stay out of line: inlined, they would make the stack frames of every keyword several times as large.

    /// Notes a violation at the present value, or at a property of it that is missing or too much.
    @inline(never)
    mutating func fail(_ keyword: String, _ message: @autoclosure () -> String, property: String? = nil) -> Bool {
        note(keyword, message, property: property, isMissing: false)
    }

    /// Notes that a required property is missing.
    @inline(never)
    mutating func failMissing(_ property: String, keyword: String) -> Bool {
        note(keyword, { "is required" }, property: property, isMissing: true)
    }

    @inline(never)
    private mutating func note(
        _ keyword: String,
        _ message: () -> String,
        property: String?,
        isMissing: Bool
    ) -> Bool {
        guard collects, violations.count < Self.maximumViolations, !isExhausted else { return false }
        violations.append(
            ContractViolation(
                location: violationLocation,
                pointer: property.map(pointer.appending) ?? pointer,
                keyword: keyword,
                message: message(),
                isMissing: isMissing,
                errorCode: errorCode
            )
        )
        return false
    }
}
