// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "kirimdev-mock",
    products: [
        .executable(name: "kirimdev-mock", targets: ["kirimdev-mock"])
    ],
    dependencies: [
        // Flags, --help and exit statuses of the commands.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // The encoding of the certificate for --tls.
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        // The certificate for --tls, which is made at start.
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        // Ordered dictionaries for JSON objects, deques for the journal, dictionaries that are cheap to copy for worlds.
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        // SHA-256 for request fingerprints and digests, P-256 keys for --tls.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        // The logger that swift-service-lifecycle requires; the request log does not use it.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        // The HTTP/1.1 server; decision 0001 says why there is no web framework.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        // Graceful shutdown: the requests in progress are answered before the server stops.
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        // TLS for https.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        // The type of the path that swift-subprocess takes; it is one of its own dependencies.
        .package(url: "https://github.com/apple/swift-system", from: "1.6.0"),
        // Only in tests: another reader of YAML, to compare ours with.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        // Start and stop of services in order, also on signals.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // The command that exec runs, and runs of the built binary in acceptance tests.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        .target(name: "Documents", dependencies: [.orderedCollections]),
        .target(
            name: "Domain",
            dependencies: ["Documents", .hashTreeCollections, .heapModule, .orderedCollections]
        ),
        .target(name: "Contract", dependencies: ["Documents", .orderedCollections]),
        .target(
            name: "EmulatorCore",
            dependencies: ["Contract", "Documents", "Domain", .dequeModule, .hashTreeCollections, .orderedCollections]
        ),
        .target(
            name: "Scenarios",
            dependencies: ["Contract", "Documents", "Domain", "EmulatorCore", .orderedCollections]
        ),
        .target(
            name: "Webhooks",
            dependencies: [
                "Documents", "Domain", .crypto, .dequeModule, .nioCore, .nioHTTP1, .nioPosix, .nioSSL,
            ]
        ),
        .target(
            name: "WorldRunning",
            dependencies: ["Domain", "EmulatorCore", "Webhooks", .dequeModule, .nioCore, .serviceLifecycle]
        ),
        .target(
            name: "HTTPServing",
            dependencies: [
                .crypto, .nioCore, .nioExtras, .nioHTTP1, .nioPosix, .nioSSL, .nioTLS, .serviceLifecycle, .swiftASN1,
                .x509,
            ]
        ),
        .target(name: "EmbeddedFiles"),
        .target(
            name: "EmulatorServer",
            dependencies: [
                "Contract", "Documents", "Domain", "EmbeddedFiles", "EmulatorCore", "HTTPServing", "Scenarios",
                "Webhooks", "WorldRunning", .crypto, .dequeModule, .nioHTTP1, .orderedCollections, .serviceLifecycle,
            ],
            // The target EmbeddedFiles makes them part of the program.
            exclude: [
                "Control/control.yaml", "Dashboard/Pages/customers.css", "Dashboard/Pages/customers.js",
                "Media/audio.mp3", "Media/audio.ogg", "Media/document.pdf", "Media/image.jpg", "Media/image.png",
                "Media/sticker.webp", "Media/video.mp4", "Onboarding/onboarding.css", "Onboarding/onboarding.html",
                "Onboarding/onboarding.js", "Pages/base.css", "Pages/copy.js", "Pages/icon.svg", "Pages/inspector.html",
                "Pages/Inspector", "Pages/reference.css", "Pages/reference.js", "Pages/tokens.css", "Pages/welcome.css",
            ]
        ),
        .target(
            name: "EmulatorCommands",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore", "EmulatorServer", "HTTPServing", "Scenarios",
                "Webhooks", .argumentParser, .logging, .nioCore, .nioHTTP1, .nioPosix, .orderedCollections,
                .serviceLifecycle, .subprocess, .systemPackage, .unixSignals,
            ]
        ),
        .executableTarget(name: "kirimdev-mock", dependencies: ["EmulatorCommands", .argumentParser]),
        .target(
            name: "EmulatorTesting",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore", "EmulatorServer", "HTTPServing", "Webhooks",
                .nioCore, .nioHTTP1, .nioPosix,
            ]
        ),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCommands", "EmulatorCore", "EmulatorServer",
                "EmulatorTesting", "HTTPServing", "Scenarios", "Webhooks", .argumentParser,
                .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .orderedCollections, .subprocess,
            ]
        ),
        .testTarget(
            name: "ArchitectureTests",
            dependencies: ["Contract", "Documents", "EmulatorServer", "EmulatorTesting", .orderedCollections]
        ),
        .testTarget(name: "ContractTests", dependencies: ["Contract", "Documents", .orderedCollections]),
        .testTarget(
            name: "DocumentsTests",
            dependencies: ["Documents", "EmulatorTesting", .orderedCollections, .yams]
        ),
        .testTarget(name: "DomainTests", dependencies: ["Documents", "Domain", .orderedCollections]),
        .testTarget(
            name: "EmulatorCoreTests",
            dependencies: ["Contract", "Documents", "Domain", "EmulatorCore", .orderedCollections]
        ),
        .testTarget(
            name: "EmulatorServerTests",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore", "EmulatorServer", "EmulatorTesting",
                "HTTPServing", .crypto, .nioHTTP1, .orderedCollections,
            ]
        ),
        .testTarget(
            name: "ScenariosTests",
            dependencies: ["Contract", "Documents", "Domain", "EmulatorCore", "Scenarios", .orderedCollections]
        ),
        .testTarget(
            name: "WebhooksTests",
            dependencies: [
                "Domain", "EmulatorTesting", "Webhooks", .nioCore, .nioEmbedded, .nioHTTP1, .nioPosix, .nioSSL,
            ]
        ),
        .testTarget(
            name: "WorldRunningTests",
            dependencies: ["Domain", "EmulatorCore", "Webhooks", "WorldRunning", .nioCore, .nioEmbedded, .nioPosix]
        ),
        .testTarget(
            name: "HTTPServingTests",
            dependencies: [
                "EmulatorTesting", "HTTPServing", .logging, .nioCore, .nioEmbedded, .nioHTTP1, .nioHTTPCompression,
                .nioPosix, .nioSSL, .serviceLifecycle, .swiftASN1, .x509,
            ]
        ),
    ],
    // The first one with `#embed`.
    cLanguageStandard: .c2x
)

for target in package.targets {
    var settings = target.swiftSettings ?? []
    settings += [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
    if ["Documents", "Contract", "Domain", "EmulatorCore"].contains(target.name) {
        settings.append(.strictMemorySafety())
    }
    // These targets have much generic code, which is several times slower without optimization: all tests take one
    // minute with this flag, and two and a half without it.
    if ["Documents", "Contract", "Domain", "EmulatorCore", "HTTPServing"].contains(target.name) {
        settings.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
    }
    target.swiftSettings = settings
}

/// The products of other packages, so that each is named only once.
extension Target.Dependency {
    static var argumentParser: Self { .product(name: "ArgumentParser", package: "swift-argument-parser") }
    static var crypto: Self { .product(name: "Crypto", package: "swift-crypto") }
    static var dequeModule: Self { .product(name: "DequeModule", package: "swift-collections") }
    static var hashTreeCollections: Self { .product(name: "HashTreeCollections", package: "swift-collections") }
    static var heapModule: Self { .product(name: "HeapModule", package: "swift-collections") }
    static var logging: Self { .product(name: "Logging", package: "swift-log") }
    static var nioCore: Self { .product(name: "NIOCore", package: "swift-nio") }
    static var nioEmbedded: Self { .product(name: "NIOEmbedded", package: "swift-nio") }
    static var nioExtras: Self { .product(name: "NIOExtras", package: "swift-nio-extras") }
    static var nioHTTP1: Self { .product(name: "NIOHTTP1", package: "swift-nio") }
    static var nioHTTPCompression: Self { .product(name: "NIOHTTPCompression", package: "swift-nio-extras") }
    static var nioPosix: Self { .product(name: "NIOPosix", package: "swift-nio") }
    static var nioSSL: Self { .product(name: "NIOSSL", package: "swift-nio-ssl") }
    static var nioTLS: Self { .product(name: "NIOTLS", package: "swift-nio") }
    static var orderedCollections: Self { .product(name: "OrderedCollections", package: "swift-collections") }
    static var serviceLifecycle: Self { .product(name: "ServiceLifecycle", package: "swift-service-lifecycle") }
    static var subprocess: Self { .product(name: "Subprocess", package: "swift-subprocess") }
    static var swiftASN1: Self { .product(name: "SwiftASN1", package: "swift-asn1") }
    static var systemPackage: Self { .product(name: "SystemPackage", package: "swift-system") }
    static var unixSignals: Self { .product(name: "UnixSignals", package: "swift-service-lifecycle") }
    static var x509: Self { .product(name: "X509", package: "swift-certificates") }
    static var yams: Self { .product(name: "Yams", package: "Yams") }
}
