/// What a run does about the order in which the deliveries and the responses of its steps arrive.
enum ArrivalControl: Sendable {
    /// Nothing.
    case none
    /// The deliveries that each step causes are counted.
    case observed(DeliveryObserver)
    /// What one step causes arrives in an order; the result is stored in the recorder.
    case ordered(StepOrder, OrderRecorder)

    /// What is added to the usual key, so that a receiver gets other ids than in an earlier run with the same seed.
    var keySuffix: String {
        switch self {
        case .none, .observed: ""
        case .ordered(let order, _): "_order_\(order.step)_" + order.places.map(String.init).joined(separator: "_")
        }
    }
}
