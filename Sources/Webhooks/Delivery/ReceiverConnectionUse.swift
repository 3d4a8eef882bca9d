import NIOCore
import NIOHTTP1
import NIOSSL

/// One attempt on a connection.
struct ReceiverConnectionUse {
    let connection: ReceiverConnection
    let number: Int
}
