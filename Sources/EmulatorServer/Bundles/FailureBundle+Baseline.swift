import Documents
import Domain
package import EmulatorCore
import OrderedCollections

extension FailureBundle {
    /// The baseline with which every world continues the world of the bundle (`serve --bundle`).
    ///
    /// Its clock goes on from the time of the bundle. Masked tokens and webhook secrets are replaced by random ones. The
    /// only API key of each world is the one that opens it.
    package func baseline(randomSeed: UInt64) throws(BundleError) -> Baseline {
        var standIns = SecretStandIns(seed: randomSeed)
        let exported = json["state"] ?? .null
        let state = isMasked ? standIns.filledWorld(exported) : exported
        do throws(StateError) {
            let world = DatedState(try WorldState(importing: state), wall: madeAt)
            return .continuing(world, named: scenario, randomSeed: randomSeed)
        } catch {
            throw BundleError("\(file): /state\(error.pointer) \(error.message)")
        }
    }
}
