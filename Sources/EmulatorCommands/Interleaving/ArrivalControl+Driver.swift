import Domain
import Scenarios

extension ArrivalControl {
    /// The driver of a run, whose hooks are added to those in the settings.
    func prepared(
        _ driver: any ScenarioDriver,
        _ settings: inout ScenarioRunner.Settings
    ) -> any ScenarioDriver {
        let key = HeaderField(name: "Authorization", value: "Bearer \(settings.key)")
        let control = OrderControl(
            driver: driver,
            headers: [key] + settings.controlHeaders,
            pause: settings.pause
        )
        let hooks = settings.hooks
        switch self {
        case .none: return driver
        case .observed(let observer):
            settings.hooks.after = { result in
                if let deliveries = await control.deliveryIDs() { observer.count(deliveries, after: result) }
                await hooks.after(result)
            }
            return driver
        case .ordered(let order, let recorder):
            let ordering = OrderingDriver(order, control, recorder)
            settings.hooks.before = { step in
                await hooks.before(step)
                ordering.begin(step)
            }
            return ordering
        }
    }
}
