/// The styles, scripts and icons that pages load, by file name; a new file also has a line in Package.swift.
enum PageFiles {
    /// The bytes of the file with that name; nil if there is none.
    static func file(_ name: String) -> [UInt8]? {
        shared[name] ?? InspectorFiles.all[name]
    }

    private static let shared: [String: [UInt8]] = [
        "base.css": PackageResources.base_css,
        "copy.js": PackageResources.copy_js,
        "customers.css": PackageResources.customers_css,
        "customers.js": PackageResources.customers_js,
        "icon.svg": PackageResources.icon_svg,
        MessageFailureScript.name: MessageFailureScript.bytes,
        "reference.css": PackageResources.reference_css,
        "reference.js": PackageResources.reference_js,
        "tokens.css": PackageResources.tokens_css,
        "welcome.css": PackageResources.welcome_css,
    ]
}
