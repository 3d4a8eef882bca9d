import Documents
import OrderedCollections
import Testing

@testable import Scenarios

@Suite struct StepVariablesTests {
    private static let values: JSONObject = [
        "a": "x", "n": 5, "t": true, "none": nil, "list": [1, "b"], "object": ["k": 1.5],
    ]

    @Test(arguments: [
        (#""${a}""#, #""x""#), (#""${n}""#, "5"), (#""${t}""#, "true"), (#""${list}""#, #"[1,"b"]"#),
        (#""${object}""#, #"{"k":1.5}"#), (#""a-${a}-${n}""#, #""a-x-5""#), (#""${n}${n}""#, #""55""#),
        (#""is ${t} ${list}""#, #""is true [1,\"b\"]""#), (#""$${a}""#, #""${a}""#), (#""$${${a}""#, #""${x""#),
        (#"["${n}",{"${n}":"${n}"}]"#, #"[5,{"${n}":5}]"#), ("null", "null"), (#""$a {n} }""#, #""$a {n} }""#),
    ])
    func `variables in a value are replaced at any depth`(json: String, filled: String) throws {
        let variables = StepVariables(Self.values)
        #expect(try variables.filled(JSONValue(parsing: json)).text == filled)
    }

    @Test func `a text with variables is replaced as a text`() throws {
        #expect(try StepVariables(Self.values).filled("/customers/${a}/${n}?x=$${n}") == "/customers/x/5?x=${n}")
    }

    @Test func `a saved value replaces a value of the scenario, also if it is null`() throws {
        var variables = StepVariables(Self.values)
        variables.save(nil, as: "a")
        variables.save("cus_1", as: "customer")
        #expect(try variables.filled(["${a}", "${customer}"]) == [nil, "cus_1"])
        #expect(variables["customer"] == "cus_1")
    }

    @Test func `a variable that is null in the scenario has no value until it is given one`() throws {
        let variables = StepVariables(Self.values)
        #expect(variables.missing == ["none"])
        #expect(throws: MissingVariable(name: "none")) { try variables.filled("a${none}") }
        #expect(throws: MissingVariable(name: "none")) { try variables.filled([["a": "${none}"]]) }
        var complete = variables
        let isKnown = complete.set("none", to: "5")
        #expect(isKnown)
        #expect(complete.missing == [])
        #expect(complete["none"] == "5")
    }

    private static let given: [(String, String, JSONValue)] = [
        ("a", "5", "5"), ("n", "7", 7), ("n", "7.5", 7.5), ("n", "seven", "seven"), ("n", "true", "true"),
        ("t", "false", false), ("list", "[]", []), ("object", "[]", "[]"), ("object", "{}", [:]),
    ]

    @Test(arguments: given)
    func `a given value has the type of the value in the scenario if it can`(
        name: String,
        text: String,
        value: JSONValue
    ) {
        var variables = StepVariables(Self.values)
        let isKnown = variables.set(name, to: text)
        #expect(isKnown)
        #expect(variables[name] == value)
    }

    @Test func `a variable that the scenario does not have cannot be set`() {
        var variables = StepVariables(Self.values)
        let isKnown = variables.set("b", to: "5")
        #expect(!isKnown)
        #expect(variables["b"] == nil)
    }
}
