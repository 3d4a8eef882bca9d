import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import Foundation
import OrderedCollections

@testable import EmulatorCommands
@testable import Scenarios

/// Recordings of hand-made requests and responses.
enum SampleRecordings {
    /// Objects with a value for each rule of redaction.
    static let contract =
        ForeignContract.header + """
            paths:
              /things:
                get:
                  operationId: getThing
                  responses:
                    '200':
                      description: A thing.
                      content:
                        application/json:
                          schema:
                            type: object
                            properties:
                              id: { type: string, x-redact: id }
                              customer: { type: string, pattern: '^(cus|msg)_[0-9A-Z]{26}$' }
                              name: { type: [string, 'null'], x-redact: name }
                              status: { type: string, enum: [active, pending] }
                              cursor: { type: [string, 'null'], x-redact: token }
                              latitude: { type: number, x-redact: text }
                              longitude: { type: number, x-redact: text }
                              document: { x-redact: all }
                              created_at: { type: [string, 'null'], format: date-time }
                              metadata: { type: object }
                post:
                  operationId: createThing
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            latitude: { type: number, x-redact: text }
                            document: { x-redact: all }
                  responses:
                    '400':
                      description: A mistake.
                      content:
                        application/json:
                          schema: { type: object, properties: { message: { type: string, x-redact: none } } }
            """

    /// A request with its response; a body that is empty is none.
    static func exchange(
        _ operation: String?,
        _ target: String,
        headers: [HeaderField] = [],
        body: String = "",
        response: StepExchange.Response
    ) -> StepExchange {
        let method = body.isEmpty ? "GET" : "POST"
        let request = DriverRequest(method: method, target: target, headers: headers, body: Array(body.utf8))
        return StepExchange(request, operation: operation, response: response)
    }

    /// A response with a text as its body.
    static func response(_ status: Int, _ body: String, headers: [HeaderField] = []) -> StepExchange.Response {
        StepExchange.Response(status: status, headers: headers, body: Array(body.utf8))
    }

    /// The steps of a recording, one for each exchange; as in a run, all are read twice.
    static func steps(_ exchanges: [StepExchange], _ contract: Contract) -> JSONValue {
        let redaction = ExchangeRedaction(contract)
        var steps: [JSONValue] = []
        for _ in 1...2 {
            steps = exchanges.enumerated().map { index, exchange in
                let request = redaction.request(exchange)
                return [
                    "step": .string("step \(index)"), "outcome": "passed", "request": request,
                    "response": redaction.response(exchange),
                ]
            }
        }
        return .array(steps)
    }

    /// A recording with one file.
    static func recording(
        _ exchanges: [StepExchange],
        _ contract: Contract,
        scenario: String = "a"
    ) throws -> Recording {
        let file: JSONValue = [
            "file": "a.yaml", "scenario": .string(scenario), "steps": steps(exchanges, contract),
        ]
        let json: JSONValue = [
            "recording": 1, "date": "2026-06-05", "target": "a.example", "contract_digest": "0", "files": [file],
        ]
        let path = FileManager.default.temporaryDirectory.appending(path: "recording-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(json.serialized).write(to: path)
        return try Recording(file: path.path)
    }
}
