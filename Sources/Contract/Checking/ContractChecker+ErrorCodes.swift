import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks that each code in `x-error-codes` is in the catalogue, with the status of the response that lists it.
    mutating func checkErrorCodes() {
        guard let catalog = root["components"]?["x-error-catalog"]?.object else { return }
        var checked: Set<SchemaLocation> = []
        for site in sites {
            for status in (site.members["responses"]?.object ?? [:]).keys {
                let response = site.place.appending(["responses", status])
                var places = [response]
                if let resolved = resolvedObject(response)?.location, resolved != response { places.append(resolved) }
                for place in places where checked.insert(place.appending(status)).inserted {
                    checkErrorCodes(at: place.appending("x-error-codes"), status, catalog)
                }
            }
        }
    }

    private mutating func checkErrorCodes(at place: SchemaLocation, _ status: String, _ catalog: JSONObject) {
        guard let list = index.value(at: place) else { return }
        guard let codes = list.array else { return report("`x-error-codes` should be a list of codes", at: place) }
        for (position, code) in codes.enumerated() {
            let site = place.appending(String(position))
            guard let name = code.string, let entry = catalog[name] else {
                let name = code.plainText
                let hint = name.closest(among: catalog.keys).map { "did you mean `\($0)`?" }
                report("the error code `\(name)` is not in the catalogue", at: site, hint: hint)
                continue
            }
            if let own = entry["status"]?.integer, let number = Int(status), own != number {
                report("the error code `\(name)` has the status \(own), not \(status)", at: site)
            }
        }
    }
}
