import Documents
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

/// The bodies of the dashboard's calls, which control.yaml describes like the contract of the API.
@Suite struct DashboardContractTests {
    /// What validation does not depend on.
    private static let remarks: Set = ["description", "x-redact", "x-vendor"]

    private func withoutRemarks(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .object(let members):
            var kept = JSONObject()
            for (name, member) in members where !Self.remarks.contains(name) { kept[name] = withoutRemarks(member) }
            return .object(kept)
        case .array(let elements): return .array(elements.map(withoutRemarks))
        case .null, .bool, .integer, .number, .string: return schema
        }
    }

    @Test(arguments: [
        "CustomerName", "CustomerMetadata", "CustomerStatus", "CreateCustomerRequest", "UpdateCustomerRequest",
        "SetupLinkHours", "RedirectUrl", "CreateSetupLinkRequest",
    ])
    func `a schema of the dashboard is the same as in the contract`(name: String) throws {
        let contract = try SourceDocument(try SourceTree.text("openapi.yaml"), file: "openapi.yaml").value
        let ours = try #require(ControlContract.document["components"]?["schemas"]?[name])
        let theirs = try #require(contract["components"]?["schemas"]?[name])
        #expect(withoutRemarks(ours) == withoutRemarks(theirs))
    }
}
