// swift-tools-version: 6.2
import PackageDescription

/// The two decoders under libFuzzer, as a package of its own: its executables have the fuzzer's entry point instead of a main
/// function. `make fuzz` in the folder above builds and runs it. Sources are links into the project.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "yiti-fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-nio", from: "2.101.2")],
    targets: [
        .target(name: "YitiCore", swiftSettings: settings),
        .target(name: "YitiWords", dependencies: ["YitiCore"], swiftSettings: settings),
        .target(
            name: "YitiWire",
            dependencies: ["YitiCore", "YitiWords", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: settings),
        .executableTarget(
            name: "FuzzBridge",
            dependencies: ["YitiWire", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
        .executableTarget(
            name: "FuzzHuman",
            dependencies: ["YitiWire", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    ]
)
