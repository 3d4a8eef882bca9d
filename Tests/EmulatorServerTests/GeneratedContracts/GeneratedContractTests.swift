import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import FoundationEssentials
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// Sends valid and invalid requests under hundreds of contracts: none crashes, and every invalid sample is marked.
///
/// `CONTRACT_SEED` repeats a run. Durations are printed but not checked, as a test run shares its machine.
@Suite struct GeneratedContractTests {
    /// The contracts of one part; the parts run beside each other.
    private static let count = 50
    private static let seed =
        ProcessInfo.processInfo.environment["CONTRACT_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `no contract and no request crashes the program, and every invalid sample is marked`(part: UInt64) async throws
    {
        print("generated contracts, part \(part): CONTRACT_SEED=\(Self.seed)")
        var tally = Tally()
        let first = part * UInt64(Self.count)
        for number in first..<first + UInt64(Self.count) {
            try await ask(seed: Self.seed &+ number, &tally)
        }
        print("generated contracts, part \(part): \(tally)")
        #expect(tally.unmarked == [])
        #expect(tally.answers > Self.count * 10)
        #expect(tally.successes > tally.answers / 10)
    }

    /// The results of all requests.
    private struct Tally: CustomStringConvertible {
        var answers = 0
        var successes = 0
        var marked = 0
        /// The seed and the operation of each invalid sample that was not marked.
        var unmarked: [String] = []
        var slowest = (duration: Duration.zero, operation: "")

        var description: String {
            "\(answers) answers, \(successes) successes, \(marked) samples marked invalid, "
                + "slowest \(slowest.duration) (\(slowest.operation))"
        }
    }

    private func ask(seed: UInt64, _ tally: inout Tally) async throws {
        var generated = GeneratedContract(seed: seed)
        let loaded = try ForeignContract.load(generated.document().text)
        var random = SeededGenerator(seed: seed)
        try await withEmulator(contract: loaded) { emulator in
            for operation in loaded.contract.operations {
                for _ in 0..<4 {
                    let request = Self.request(of: operation, &random)
                    let start = ContinuousClock.now
                    let reply = emulator.application.responder.respond(to: request)
                    let duration = ContinuousClock.now - start
                    let name = "seed \(seed) \(operation.id)"
                    if duration > tally.slowest.duration { tally.slowest = (duration, name) }
                    guard case .now(let response) = reply.content else { throw TestFailure("\(name) waits") }
                    Self.count(response, of: operation, name, &tally)
                }
            }
        }
    }

    private static func count(_ response: Response, of operation: Operation, _ name: String, _ tally: inout Tally) {
        tally.answers += 1
        guard response.headers["X-Mock-Source"] == ["contract"] else { return }
        tally.successes += 1
        guard response.headers["X-Mock-Sample"] == [] else { return tally.marked += 1 }
        let headers = response.headers.map { (name: $0.name, value: $0.value) }
        let status = Int(response.status.code)
        let found = operation.validateResponse(status: status, headers: headers, body: response.body)
        if let first = found.first { tally.unmarked.append("\(name): \(first)") }
    }

    // MARK: Requests

    private static func request(of operation: Operation, _ random: inout SeededGenerator) -> Request {
        let texts = ["", "1", "a", "true", "a,1", ".1.2", ";key=1", "%2C", "x=1", "null", "9999999999999999999999"]
        let path = operation.fullPath.replacing("{key}", with: random.pick(["1", "a", ".1", ";key=a", "%20"]))
        var query = ["key=kdv_test_generated"]
        var headers: HTTPHeaders = [
            "Host": "localhost", "X-Key": "kdv_test_generated",
            "Authorization": random.pick(["Bearer kdv_test_generated", "Basic a2R2X3Rlc3RfZ2VuZXJhdGVkOg=="]),
            "Cookie": "sid=kdv_test_generated",
        ]
        for parameter in operation.parameters where random.chance(70) {
            let text = random.pick(texts)
            switch parameter.location {
            case .query: query.append(random.pick(["\(parameter.name)=\(text)", "\(parameter.name)[m0]=\(text)"]))
            case .header: headers.add(name: parameter.name, value: text)
            case .path, .cookie, .body, .status: continue
            }
        }
        let type = random.pick(operation.bodyMediaTypes + ["application/json"])
        if random.chance(90) {
            headers.add(name: "Content-Type", value: type == "multipart/form-data" ? type + "; boundary=b" : type)
        }
        let bodies = [
            "", "{}", "[]", "null", #"{"m0":{"m0":[1]},"m1":"a"}"#, "m0=1&m1=a", "--b\r\n", "{",
            "--b\r\nContent-Disposition: form-data; name=m0\r\n\r\nx\r\n--b--", String(repeating: "[", count: 400),
            #"{"m0":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}"#,
        ]
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: operation.method),
            uri: path + "?" + query.joined(separator: "&")
        )
        head.headers = headers
        return Request(head: head, body: .complete(Array(random.pick(bodies).utf8)))
    }
}
