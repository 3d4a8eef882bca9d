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
        // The key formats of that certificate.
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        // The certificate that --tls serves with, made at start.
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        // Ordered dictionaries for JSON objects, deques for the journal.
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        // SHA-256 for request fingerprints and digests, P-256 keys for --tls.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        // The log of the server, as text or JSON.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        // The HTTP/1.1 server; decision 0001 says why no web framework.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        // Quiescing: finish the requests in flight, then stop.
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        // TLS beside plain http.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        // YAML with line and column of every node.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        // Sending webhooks; asking a server that runs, as the healthcheck command and the tests do.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // Start and stop in order, signals included.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Running the built binary in acceptance tests.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        .target(
            name: "Documents",
            dependencies: [
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "Domain",
            dependencies: [
                "Documents",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .target(
            name: "Contract",
            dependencies: [
                "Documents",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .target(
            name: "EmulatorCore",
            dependencies: [
                "Contract",
                "Documents",
                "Domain",
                .product(name: "DequeModule", package: "swift-collections"),
            ]
        ),
        .target(
            name: "Scenarios",
            dependencies: [
                "Contract",
                "Documents",
                "Domain",
                "EmulatorCore",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .target(
            name: "Webhooks",
            dependencies: [
                "Domain",
                "EmulatorCore",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "HTTPServing",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
        .target(
            name: "EmulatorServer",
            dependencies: [
                "Contract",
                "Documents",
                "Domain",
                "EmulatorCore",
                "HTTPServing",
                "Scenarios",
                "Webhooks",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("Control/control.yaml"),
                .embedInCode("Media/audio.mp3"),
                .embedInCode("Media/audio.ogg"),
                .embedInCode("Media/document.pdf"),
                .embedInCode("Media/image.jpg"),
                .embedInCode("Media/image.png"),
                .embedInCode("Media/sticker.webp"),
                .embedInCode("Media/video.mp4"),
                .embedInCode("Onboarding/onboarding.css"),
                .embedInCode("Onboarding/onboarding.html"),
                .embedInCode("Onboarding/onboarding.js"),
            ]
        ),
        .target(
            name: "EmulatorCommands",
            dependencies: [
                "Contract",
                "Documents",
                "Domain",
                "EmulatorCore",
                "EmulatorServer",
                "HTTPServing",
                "Scenarios",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "kirimdev-mock",
            dependencies: [
                "EmulatorCommands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(
            name: "EmulatorTesting",
            dependencies: [
                "Contract",
                "Documents",
                "Domain",
                "EmulatorCore",
                "EmulatorServer",
                "HTTPServing",
                "Webhooks",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "Documents",
                "EmulatorCommands",
                "EmulatorTesting",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .testTarget(
            name: "ArchitectureTests",
            dependencies: ["Contract", "EmulatorServer", "EmulatorTesting"]
        ),
        .testTarget(
            name: "ContractTests",
            dependencies: [
                "Contract",
                "Documents",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .testTarget(
            name: "DocumentsTests",
            dependencies: [
                "Documents",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .testTarget(
            name: "DomainTests",
            dependencies: [
                "Documents",
                "Domain",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .testTarget(
            name: "EmulatorCoreTests",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .testTarget(
            name: "EmulatorServerTests",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore", "EmulatorServer", "EmulatorTesting", "HTTPServing",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .testTarget(
            name: "ScenariosTests",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore", "Scenarios",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .testTarget(
            name: "WebhooksTests",
            dependencies: [
                "Domain",
                "EmulatorCore",
                "EmulatorTesting",
                "Webhooks",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "HTTPServingTests",
            dependencies: [
                "EmulatorTesting",
                "HTTPServing",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
    ]
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
    // What reads, validates, simulates and serves is full of generic code, which is several times slower without
    // optimization: all tests take a minute with this flag and two and a half without it.
    if ["Documents", "Contract", "Domain", "EmulatorCore", "HTTPServing"].contains(target.name) {
        settings.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
    }
    target.swiftSettings = settings
}
