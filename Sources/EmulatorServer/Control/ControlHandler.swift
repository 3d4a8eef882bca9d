import HTTPServing

/// The code that answers a control operation.
enum ControlHandler: Sendable {
    /// Returns the answer.
    case now(@Sendable (ControlCall) throws(MockError) -> Answer)
    /// Passes the answer or an error to the completion, now or later.
    case later(@Sendable (ControlCall, @escaping ControlCompletion) throws(MockError) -> Void)
    /// Returns a response that is sent piece by piece.
    case stream(@Sendable (ControlCall) throws(MockError) -> StreamedResponse)
    /// Returns something to wait for, for a limited time.
    case waiting(@Sendable (ControlCall) throws(MockError) -> ControlWait)
    /// Returns the reply to another control request, in another form.
    case relayed(@Sendable (ControlCall) throws(MockError) -> Reply)

    /// Whether the request acts only through other control requests.
    var isRelayed: Bool {
        switch self {
        case .relayed: true
        case .now, .later, .stream, .waiting: false
        }
    }
}
