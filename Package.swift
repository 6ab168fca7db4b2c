// swift-tools-version: 6.2
import PackageDescription

/// One set of compiler settings for every target: strict concurrency by language mode 6, no hidden
/// existentials or leaked imports, and no warning survives.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

let package = Package(
    name: "yiti",
    products: [.library(name: "YitiBridge", targets: ["YitiBridge"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "YitiCore", swiftSettings: settings),
        .target(name: "YitiWords", dependencies: ["YitiCore"], swiftSettings: settings),
        .target(name: "YitiBankTools", dependencies: ["YitiCore"], swiftSettings: settings),
        .target(
            name: "YitiWire",
            dependencies: ["YitiCore", "YitiWords", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: settings),
        .target(
            name: "YitiStore",
            dependencies: [
                "YitiCore", "YitiPostgres", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(name: "CPostgres", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "YitiPostgres", dependencies: ["CPostgres"], swiftSettings: settings),
        .target(name: "CTimex"),
        .systemLibrary(
            name: "CAllocator", pkgConfig: "libtcmalloc_minimal", providers: [.apt(["libgoogle-perftools-dev"])]),
        .target(name: "YitiWeb", resources: [.embedInCode("Page")], swiftSettings: settings),
        .target(
            name: "YitiServer",
            dependencies: [
                "YitiCore", "YitiWords", "YitiWire", "YitiStore", "YitiWeb", "CTimex",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .target(
            name: "YitiBridge",
            dependencies: [
                "YitiCore", "YitiWords",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .target(
            name: "YitiBench",
            dependencies: [
                "YitiCore", "YitiServer", "YitiStore",
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "yiti",
            dependencies: [
                "CAllocator", "YitiBankTools", "YitiBench", "YitiBridge", "YitiCore", "YitiServer", "YitiStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "YitiCoreTests",
            dependencies: ["YitiCore", "YitiTestKit"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings),
        .testTarget(
            name: "YitiWordsTests", dependencies: ["YitiWords", "YitiWire", "YitiCore", "YitiTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "YitiBankToolsTests",
            dependencies: ["YitiBankTools", "YitiCore", "YitiTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "YitiWireTests",
            dependencies: [
                "YitiWire", "YitiWords", "YitiCore", "YitiTestKit", .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "YitiPostgresTests", dependencies: ["YitiPostgres", "YitiTestKit"], swiftSettings: settings),
        .testTarget(
            name: "YitiStoreTests",
            dependencies: [
                "YitiStore", "YitiPostgres", "YitiCore", "YitiTestKit", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "YitiServerTests",
            dependencies: [
                "YitiServer", "YitiWire", "YitiWords", "YitiStore", "YitiPostgres", "YitiCore", "YitiTestKit",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "YitiBenchTests", dependencies: ["YitiBench", "YitiCore", "YitiTestKit"], swiftSettings: settings),
        .testTarget(
            name: "YitiBridgeTests",
            dependencies: [
                "YitiBridge", "YitiCore", "YitiTestKit", "YitiWords", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"), .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(name: "YitiTestKit", swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests", dependencies: ["YitiTestKit", "YitiBridge", "YitiCore", "yiti"],
            swiftSettings: settings),
        .testTarget(
            name: "FaultTests",
            dependencies: [
                "YitiTestKit", "yiti", "YitiCore", "YitiServer", "YitiStore", "YitiPostgres",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
    ]
)
