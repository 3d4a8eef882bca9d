import Domain
import Testing

@Suite struct RandomStreamTests {
    @Test(
        arguments: [
            (0, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]),
            (42, [0xBDD7_3226_2FEB_6E95, 0x28EF_E333_B266_F103, 0x4752_6757_130F_9F52]),
            (1_234_567, [0x599E_D017_FB08_FC85, 0x2C73_F084_5854_0FA5, 0x883E_BCE5_A3F2_7C77]),
            (.max, [0xE4D9_7177_1B65_2C20, 0xE99F_F867_DBF6_82C9, 0x382F_F84C_B272_81E9]),
        ] as [(UInt64, [UInt64])]
    )
    func `a seed gives the numbers of SplitMix64`(seed: UInt64, numbers: [UInt64]) {
        var stream = RandomStream(seed: seed)
        #expect([stream.next(), stream.next(), stream.next()] == numbers)
    }

    @Test(
        arguments: [
            (42, "objects/kdv_test_local", [0x710A_22C9_A073_F14B, 0x9A5D_CE11_CF47_ABA2]),
            (42, "events/kdv_test_local", [0x8C06_535A_25FF_95E4, 0x9BAC_D7EC_9C4C_7559]),
            (0, "", [0xA049_0B00_7FCA_3C4B, 0xE3CC_A96B_A56D_B5C9]),
        ] as [(UInt64, String, [UInt64])]
    )
    func `a seed and a purpose give fixed numbers`(seed: UInt64, purpose: String, numbers: [UInt64]) {
        var stream = RandomStream(seed: seed, purpose: purpose)
        #expect([stream.next(), stream.next()] == numbers)
    }

    @Test func `equal seeds and purposes give equal streams`() {
        var left = RandomStream(seed: 7, purpose: "a")
        var right = RandomStream(seed: 7, purpose: "a")
        for _ in 0..<100 { #expect(left.next() == right.next()) }
    }

    @Test func `different seeds and purposes give different first numbers`() {
        var seen: Set<UInt64> = []
        for seed in 0..<20 as Range<UInt64> {
            for number in 0..<200 {
                var stream = RandomStream(seed: seed, purpose: "purpose \(number)")
                seen.insert(stream.next())
            }
        }
        #expect(seen.count == 4000)
    }

    @Test func `a random text has the given prefix and length and uses the whole alphabet`() {
        var stream = RandomStream(seed: 3)
        let text = stream.text(prefix: "p_", length: 1000, alphabet: .crockford)
        #expect(text.hasPrefix("p_"))
        #expect(text.count == 1002)
        #expect(Set(text.dropFirst(2)) == Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
    }

    @Test(arguments: [0, 1, 10, 11, 26])
    func `a stream goes on in the same way after a text was drawn or skipped`(length: Int) {
        var drawn = RandomStream(seed: 3)
        var skipped = drawn
        _ = drawn.text(prefix: "p_", length: length, alphabet: .crockford)
        skipped.skipText(length: length)
        #expect(drawn == skipped)
    }

    @Test func `every character of an alphabet is about as frequent as any other`() {
        var stream = RandomStream(seed: 5)
        var counts: [Character: Int] = [:]
        for character in stream.text(prefix: "", length: 36_000, alphabet: .alphanumeric) {
            counts[character, default: 0] += 1
        }
        #expect(counts.count == 36)
        #expect(counts.values.allSatisfy { (850...1150).contains($0) })
    }
}
