import Documents
import EmulatorServer
import OrderedCollections
import Testing

@Suite struct SecretStandInTests {
    @Test(arguments: ["csl_****abcd", "whsec_****wxyz", "kdv_test_****ocal", "kdv_live_****1234"])
    func `a masked secret gets one stand-in, which looks the same when it is masked`(masked: String) {
        var secrets = SecretStandIns(seed: 1)
        let text = secrets.filled("https://a.example/onboard/\(masked)?x=1")
        #expect(!text.contains("*"))
        #expect(MaskedText.of(text) == "https://a.example/onboard/\(masked)?x=1")
        #expect(secrets.filled(masked) == text.split { "/?".contains($0) }.dropFirst(3).first.map(String.init))
    }

    @Test(arguments: ["kdv_test_a", "kdv_test_local", "kdv_live_0123456789"])
    func `an API key in plain text gets a stand-in with the same last four characters`(key: String) {
        var secrets = SecretStandIns(seed: 1)
        let standIn = secrets.filled("Bearer \(key)")
        #expect(standIn.hasPrefix("Bearer " + key.prefix(9)))
        #expect(standIn != "Bearer \(key)")
        #expect(standIn.suffix(4) == key.suffix(4))
        #expect("Bearer " + secrets.filled(MaskedText.of(key)) == standIn)
    }

    @Test(arguments: ["csl_335T08RM0EAKN9DTE6RD5RWP7B", "whsec_plain", "cus_1", "****", "a * b_c"])
    func `ids, webhook secrets in plain text and other texts stay as they are`(text: String) {
        var secrets = SecretStandIns(seed: 1)
        #expect(secrets.filled(text) == text)
    }

    @Test func `a masked webhook secret without a prefix gets a stand-in in a world`() throws {
        let secrets: JSONValue = [["text": "****"], ["text": "whsec_****wxyz"], ["text": "mine"]]
        let world: JSONValue = ["webhook_subscriptions": [["secrets": secrets], 5], "name": "****"]
        var standIns = SecretStandIns(seed: 1)
        let filled = standIns.filledWorld(world)
        let filledSecrets = try #require(filled["webhook_subscriptions"]?[0]?["secrets"]?.array)
        let texts = filledSecrets.map { $0["text"]?.string ?? "*" }
        #expect(texts.allSatisfy { !$0.contains("*") })
        #expect(texts[0].count == 24)
        #expect(texts[1].hasPrefix("whsec_"))
        #expect(texts[2] == "mine")
        #expect(filled["webhook_subscriptions"]?[1] == 5)
        #expect(filled["name"] == "****")
    }

    @Test func `a secret in a response replaces its mask in what comes later`() {
        var secrets = SecretStandIns(seed: 1)
        secrets.learn(from: ["data": ["setup_url": "http://localhost/onboard/csl_3V3EMgPDU4zCTm7Fju7KWvqb"]])
        #expect(secrets.filled(["token": "csl_****Wvqb"] as JSONValue) == ["token": "csl_3V3EMgPDU4zCTm7Fju7KWvqb"])
    }
}
