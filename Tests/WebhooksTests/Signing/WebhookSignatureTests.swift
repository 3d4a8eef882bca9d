import Domain
import Testing
import Webhooks

struct WebhookSignatureTests {
    private let at = Timestamp(milliseconds: 1_716_480_000_999)
    private let body = Array(#"{"a":1}"#.utf8)
    private let first = "f652bb35af9643a1017d3373de50b2e02a08f4fd973341f45ea6179932e97a6b"
    private let second = "442d6e5915795fdd6c02cc4d860e6712be997e46f7ad140f073b68ec54ff60c0"

    @Test func `a signature with one secret has one digest`() {
        #expect(signature("whsec_test") == "t=1716480000,v1=\(first)")
        #expect(signature("whsec_test_2") == "t=1716480000,v1=\(second)")
    }

    @Test func `a signature with two secrets has two digests in the order of the secrets`() {
        #expect(signature("whsec_test", "whsec_test_2") == "t=1716480000,v1=\(first),v1=\(second)")
        #expect(signature("whsec_test_2", "whsec_test") == "t=1716480000,v1=\(second),v1=\(first)")
    }

    @Test func `a signature covers the body and the time in whole seconds`() {
        let secrets = ["whsec_test"]
        let earlier = WebhookSignature(secrets: secrets, at: at.adding(milliseconds: -999), body: body)
        #expect(earlier.headerValue == signature("whsec_test"))
        let later = WebhookSignature(secrets: secrets, at: at.adding(milliseconds: 1), body: body)
        #expect(later.headerValue.hasPrefix("t=1716480001,v1="))
        #expect(later.headerValue.suffix(64) != first)
        let other = WebhookSignature(secrets: secrets, at: at, body: body + [0x20])
        #expect(other.headerValue.suffix(64) != first)
    }

    @Test func `an empty body and a body of arbitrary bytes are signed`() {
        let empty = WebhookSignature(secrets: ["whsec_test"], at: at, body: []).headerValue
        #expect(empty == "t=1716480000,v1=52958eca69937ed17c6141b7c5b2aca19cf956978cdad6aee4a8eeb955159a97")
        let bytes = WebhookSignature(secrets: ["whsec_ключ"], at: at, body: [0x00, 0xFF, 0xC3]).headerValue
        #expect(bytes == "t=1716480000,v1=2decddf7cb16ea3f10d60296ec084f6e0fa19238ce69b2352d788c09b33d9018")
    }

    private func signature(_ secrets: String...) -> String {
        WebhookSignature(secrets: secrets, at: at, body: body).headerValue
    }
}
