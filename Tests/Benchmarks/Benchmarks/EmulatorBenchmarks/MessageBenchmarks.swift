import Benchmark
import Documents
import Domain
import EmulatorCore
import Foundation
import HTTPServing
import NIOHTTP1

/// What messages cost in a world that has few of them, or many; the two must not differ.
func registerMessageBenchmarks() {
    for size in [100, 100_000] {
        Benchmark("send at \(size) messages") { benchmark, inbox in
            for _ in benchmark.scaledIterations { blackHole(inbox.send(to: 0)) }
        } setup: {
            try Inbox(messages: size)
        }
        for query in Inbox.queries {
            Benchmark("list 25 by \(query.name) at \(size) messages") { benchmark, inbox in
                let path = inbox.path + "/messages" + query.text(inbox)
                for _ in benchmark.scaledIterations { blackHole(inbox.house.get(path)) }
            } setup: {
                try Inbox(messages: size)
            }
        }
        Benchmark("list 25 conversations at \(size) messages") { benchmark, inbox in
            for _ in benchmark.scaledIterations { blackHole(inbox.house.get(inbox.path + "/conversations")) }
        } setup: {
            try Inbox(messages: size)
        }
    }
}

/// A world whose number has written to a thousand contacts, each time a message that stays pending.
struct Inbox: Sendable {
    /// A filter of listMessages.
    struct Query: Sendable {
        let name: String
        let text: @Sendable (Inbox) -> String
    }

    static let queries = [
        Query(name: "account") { _ in "" },
        Query(name: "status") { _ in "?status=pending" },
        Query(name: "conversation and status") { "?status=pending&conversation_id=\($0.conversation)" },
    ]

    let house: House
    let path = "/1111475158712095"
    private(set) var conversation = ""

    init(messages: Int) throws {
        house = try House(customers: 0)
        try house.seedAccount(
            WhatsAppAccount(
                phoneNumberID: "1111475158712095",
                phoneNumber: "+62 857-2516-5424",
                name: "Acme",
                status: .connected
            )
        )
        _ = house.configure(["messages": ["progression": "manual"]])
        let before = Self.residentBytes
        for number in 0..<messages { _ = send(to: number % 1000) }
        if messages >= 100_000, let before, let after = Self.residentBytes {
            print("memory for each of \(messages) messages: \((after - before) / messages) bytes, journal included")
        }
        let last = try JSONValue(parsing: House.body(of: send(to: 0)))
        conversation = last["data"]?["conversation_id"]?.string ?? ""
    }

    func send(to contact: Int) -> Reply {
        let number = "+628" + String(1_000_000 + contact)
        let text = "Your parcel number \(contact) is on its way and will be there tomorrow before noon."
        let body: JSONValue = [
            "messaging_product": "whatsapp", "to": .string(number), "type": "text", "text": ["body": .string(text)],
        ]
        return house.post(path + "/messages", body)
    }

    /// What the process has in memory, where the system tells.
    private static var residentBytes: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return pages.map { $0 * 4096 }
    }
}
