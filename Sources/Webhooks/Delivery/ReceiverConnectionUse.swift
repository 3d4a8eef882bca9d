/// One attempt on a connection.
struct ReceiverConnectionUse {
    let connection: ReceiverConnection
    let number: Int
}
