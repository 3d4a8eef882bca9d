/// The two-letter countries of phone numbers, which business-scoped user ids begin with.
enum CallingCodes {
    /// Calling codes and countries; a code that several countries share stands for the largest.
    private static let table = """
        1 US 7 RU 20 EG 27 ZA 30 GR 31 NL 32 BE 33 FR 34 ES 36 HU 39 IT 40 RO 41 CH 43 AT 44 GB 45 DK 46 SE 47 NO 48 PL \
        49 DE 51 PE 52 MX 53 CU 54 AR 55 BR 56 CL 57 CO 58 VE 60 MY 61 AU 62 ID 63 PH 64 NZ 65 SG 66 TH 81 JP 82 KR 84 VN \
        86 CN 90 TR 91 IN 92 PK 93 AF 94 LK 95 MM 98 IR 212 MA 213 DZ 216 TN 218 LY 221 SN 225 CI 233 GH 234 NG 237 CM \
        249 SD 251 ET 254 KE 255 TZ 256 UG 260 ZM 263 ZW 351 PT 352 LU 353 IE 354 IS 355 AL 358 FI 359 BG 370 LT 371 LV \
        372 EE 374 AM 375 BY 380 UA 381 RS 385 HR 386 SI 420 CZ 421 SK 502 GT 503 SV 504 HN 505 NI 506 CR 507 PA 591 BO \
        593 EC 595 PY 598 UY 670 TL 673 BN 675 PG 852 HK 853 MO 855 KH 856 LA 880 BD 886 TW 960 MV 961 LB 962 JO 963 SY \
        964 IQ 965 KW 966 SA 967 YE 968 OM 971 AE 972 IL 973 BH 974 QA 975 BT 976 MN 977 NP 992 TJ 994 AZ 995 GE 996 KG \
        998 UZ
        """

    private static let countries: [Substring: String] = {
        let words = table.split(separator: " ")
        var countries: [Substring: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) { countries[words[index]] = String(words[index + 1]) }
        return countries
    }()

    /// The country of a phone number, E.164 with `+`; Indonesia if no calling code matches.
    static func country(of phoneNumber: String) -> String {
        let digits = phoneNumber.drop { $0 == "+" }
        return (1...3).lazy.compactMap { countries[digits.prefix($0)] }.first ?? "ID"
    }
}
