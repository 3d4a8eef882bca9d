/// What answers a control operation.
enum ControlHandler: Sendable {
    /// Code that answers at once.
    case now(@Sendable (ControlCall) throws(MockError) -> Answer)
    /// Code that answers, or fails, when something has come to its end; it may do so at once.
    case later(@Sendable (ControlCall, @escaping ControlCompletion) throws(MockError) -> Void)
}
