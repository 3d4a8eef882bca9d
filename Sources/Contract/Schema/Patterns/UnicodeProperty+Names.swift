extension UnicodeProperty {
    /// Whether ECMA-262 has a property with this name that is not supported, as the standard library lacks its data.
    static func exists(_ name: String) -> Bool {
        let prefixes = ["Script=", "sc=", "Script_Extensions=", "scx="]
        return prefixes.contains { name.hasPrefix($0) } || binaryNames.contains(name)
    }

    /// The binary properties of ECMA-262 (table 69) that are not supported.
    private static let binaryNames: Set<String> = [
        "ASCII_Hex_Digit", "AHex", "Assigned", "Bidi_Control", "Bidi_C", "Bidi_Mirrored", "Bidi_M", "Case_Ignorable",
        "CI", "Cased", "Changes_When_Casefolded", "CWCF", "Changes_When_Casemapped", "CWCM",
        "Changes_When_Lowercased", "CWL", "Changes_When_NFKC_Casefolded", "CWKCF", "Changes_When_Titlecased", "CWT",
        "Changes_When_Uppercased", "CWU", "Dash", "Default_Ignorable_Code_Point", "DI", "Deprecated", "Dep",
        "Diacritic", "Dia", "Emoji_Component", "EComp", "Emoji_Modifier", "EMod", "Emoji_Modifier_Base", "EBase",
        "Emoji_Presentation", "EPres", "Extended_Pictographic", "ExtPict", "Extender", "Ext", "Grapheme_Base",
        "Gr_Base", "Grapheme_Extend", "Gr_Ext", "Hex_Digit", "Hex", "IDS_Binary_Operator", "IDSB",
        "IDS_Trinary_Operator", "IDST", "ID_Continue", "IDC", "ID_Start", "IDS", "Ideographic", "Ideo",
        "Join_Control", "Join_C", "Logical_Order_Exception", "LOE", "Math", "Noncharacter_Code_Point", "NChar",
        "Pattern_Syntax", "Pat_Syn", "Pattern_White_Space", "Pat_WS", "Quotation_Mark", "QMark", "Radical",
        "Regional_Indicator", "RI", "Sentence_Terminal", "STerm", "Soft_Dotted", "SD", "Terminal_Punctuation",
        "Term", "Unified_Ideograph", "UIdeo", "Variation_Selector", "VS", "XID_Continue", "XIDC", "XID_Start", "XIDS",
    ]
}
