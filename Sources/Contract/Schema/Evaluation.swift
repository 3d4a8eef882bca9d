import Documents

/// The state of one validation of a value: the current place, and the violations so far.
struct Evaluation {
    enum Token {
        case key(String)
        case index(Int)
    }

    /// The most steps in place (`$ref`, `allOf`, …) without going deeper into the value.
    static let maximumHops = 100

    /// The bytes of stack that a validation may use; deeper values are refused, so that no stack overflows.
    static let maximumStack: UInt = 320 << 10

    /// The most violations that are recorded.
    static let maximumViolations = 1_000

    /// Whether violations are recorded; if not, the first one ends the validation.
    var collects: Bool
    var violations: [ContractViolation] = []
    /// The resources around the current schema, the outermost first, for `$dynamicRef`.
    var scope: [Int] = []
    /// What has been evaluated of the current value; nil if no `unevaluated` keyword needs it.
    var marks: EvaluatedMarks?
    /// The nearest `x-error-code` on the way to the current schema.
    var errorCode: String?
    /// Whether a required property that is null counts as missing.
    let nullIsMissing: Bool
    /// The places of required properties that are null.
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

    /// A validation for the search for a sample, with its own limit of steps and an initial scope.
    init(scope: [Int], maximumSteps: Int) {
        self.init(collects: false)
        self.scope = scope
        budget = EvaluationBudget(maximum: maximumSteps)
    }

    /// Whether the validation was stopped before its end; the value then counts as invalid.
    var isExhausted: Bool { budget.isExhausted }

    /// The number of steps so far.
    var steps: Int { budget.steps }

    /// The place of the current value.
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

    /// Counts the steps of a schema or keyword on a value; returns false if the validation must end.
    @inline(__always)
    mutating func spend(_ steps: Int = 1, on value: JSONValue) -> Bool {
        if budget.spend(steps) { return true }
        return extend(for: value)
    }

    /// Extends the budget by the size of the whole value, or ends the validation with the violation `complexity`.
    @inline(never)
    private mutating func extend(for value: JSONValue) -> Bool {
        budget.extend(for: value) || end(JSONPointer(), "complexity", "is too complex to be checked")
    }

    /// Ends the validation with one violation, as a value that cannot be checked must not pass, not even in a `not`.
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

    /// Whether a pattern matches in a text; if that takes too many steps, the validation ends.
    mutating func matches(_ pattern: Pattern, _ text: String) -> Bool {
        let match = pattern.match(text, maximumWork: budget.remaining * 8)
        let isDone = spend(match.work / 8, on: .string(text))
        guard !match.isExhausted else { return end(JSONPointer(), "complexity", "is too complex to be checked") }
        return isDone && match.isMatch
    }

    // MARK: Steps

    /// Checks a property of the current value.
    mutating func check(_ value: JSONValue, key: String, with schema: Schema) -> Bool {
        if collects { path.append(.key(key)) }
        let isValid = checkChild(value, with: schema)
        if collects { path.removeLast() }
        return isValid
    }

    /// Checks an element of the current value.
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

    /// Checks the current value with another schema, whose evaluated marks count only if the value passes.
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

    /// Checks the current value with another schema without recording violations.
    mutating func probe(_ value: JSONValue, with schema: Schema) -> Bool {
        let outer = collects
        collects = false
        defer { collects = outer }
        return check(value, inPlaceWith: schema)
    }

    /// The address of the stack frame of this call; stacks grow downwards on all supported platforms.
    @inline(never)
    private static func stackAddress() -> UInt {
        var marker: UInt8 = 0
        return unsafe withUnsafePointer(to: &marker) { pointer in UInt(bitPattern: pointer) }
    }

    // MARK: Findings

    // These are not inlined, as they would make the stack frames of all keywords several times as large.

    /// Records a violation at the current value or at one of its properties, and returns false.
    @inline(never)
    mutating func fail(_ keyword: String, _ message: @autoclosure () -> String, property: String? = nil) -> Bool {
        note(keyword, message, property: property, isMissing: false)
    }

    /// Records that a required property is missing, and returns false.
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
