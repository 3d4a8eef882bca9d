/// The styles, scripts and icons that pages load, by file name; a new file also has a line in Package.swift.
enum PageFiles {
    /// The bytes of the file with that name; nil if there is none.
    static func file(_ name: String) -> [UInt8]? {
        shared[name] ?? InspectorFiles.all[name]
    }

    private static let shared: [String: [UInt8]] = [
        "base.css": PackageResources.base_css,
        "customers.css": PackageResources.customers_css,
        "customers.js": PackageResources.customers_js,
        "icon.svg": PackageResources.icon_svg,
        MessageFailureScript.name: MessageFailureScript.bytes,
        "tokens.css": PackageResources.tokens_css,
        "welcome.css": PackageResources.welcome_css,
        "welcome.js": PackageResources.welcome_js,
    ]
}
