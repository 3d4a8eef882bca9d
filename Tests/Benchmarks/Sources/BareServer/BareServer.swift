import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP server on SwiftNIO that gives every request the same response; `compare` measures the emulator against it.
///
/// It is also the receiver of webhooks: for each line on standard input it prints how many requests it has answered, and
/// it ends with standard input.
@main
struct BareServer {
    private static let usage = "usage: BareServer PORT BYTES [STATUS]"

    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().map { Int($0) ?? -1 }
        guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0 >= 0 }) else { return print(usage) }
        let counter = RequestCounter()
        let status = HTTPResponseStatus(statusCode: numbers.count == 3 ? numbers[2] : 200)
        let answer = FixedAnswer(status: status, bytes: numbers[1])
        _ = try bootstrap(answer, counter).bind(host: "127.0.0.1", port: numbers[0]).wait()
        while readLine() != nil {
            print(counter.count)
            fflush(nil)
        }
    }

    /// The socket options are those of the emulator.
    private static func bootstrap(_ answer: FixedAnswer, _ counter: RequestCounter) -> ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(FixedAnswerHandler(answer, counter))
                }
            }
    }
}
