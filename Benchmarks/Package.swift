// swift-tools-version: 6.2
import PackageDescription

// The targets under Sources are links to the program's own, so that what is measured is what is shipped, declarations of
// `package` access included.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "yiti-benchmarks",
    dependencies: [
        // Without its traits it needs no allocator of its own; it counts no allocations then.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "YitiCore", swiftSettings: settings),
        .target(name: "YitiWords", dependencies: ["YitiCore"], swiftSettings: settings),
        .target(
            name: "YitiWire",
            dependencies: ["YitiCore", "YitiWords", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: settings),
        .target(
            name: "YitiStore",
            dependencies: [
                "YitiCore", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(name: "CTimex"),
        .target(
            name: "YitiServer",
            dependencies: [
                "YitiCore", "YitiWords", "YitiWire", "YitiStore", "CTimex",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "YitiBenchmarks",
            dependencies: [
                "YitiCore", "YitiWords", "YitiWire", "YitiStore", "YitiServer",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/YitiBenchmarks",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
