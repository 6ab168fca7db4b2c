// Either of the two may be the module that `stat` is found in first.
internal import CDispatch
internal import CoreMetrics
internal import Glibc
import YitiWire

/// What is measured when somebody looks: nothing of it needs the writer.
struct ServiceGauges: Sendable {
    private let services: Services
    private let databasePath: String?
    /// Nil where the database is no file.
    private let storeBytes: Gauge?
    /// Nil where there is no data folder.
    private let diskFreeBytes: Gauge?
    /// Nil where the database is a file.
    private let databaseUp: Gauge?
    private let clockHeld: Gauge

    /// The gauges of a service, made by a registry, which has them measured.
    init(_ services: Services, databasePath: String?, in registry: MetricsRegistry) {
        self.services = services
        self.databasePath = databasePath
        let gauge = { (name: MetricName) in Gauge(label: name.rawValue, dimensions: [], factory: registry) }
        // A gauge is on the page from when it is made: one that nothing is known for would say 0 there.
        storeBytes = databasePath.map { _ in gauge(.storeBytes) }
        diskFreeBytes = services.data.map { _ in gauge(.diskFreeBytes) }
        databaseUp = databasePath == nil ? gauge(.databaseUp) : nil
        clockHeld = gauge(.clockHeld)
        Gauge(
            label: MetricName.buildInfo.rawValue, dimensions: [("version", ServerName.text), ("node", services.node)],
            factory: registry
        )
        .record(1)
        registry.onLook { [self] in measure() }
    }

    private func measure() {
        databaseUp?.record(services.outage.isLong ? 0 : 1)
        clockHeld.record(services.isClockDoubted ? 1 : 0)
        if let databasePath, let bytes = Self.size(of: databasePath) {
            storeBytes?.record(bytes + (Self.size(of: databasePath + "-wal") ?? 0))
        }
        var disk = statvfs()
        if let folder = services.data, statvfs(folder, &disk) == 0 {
            diskFreeBytes?.record(Double(disk.f_bavail) * Double(disk.f_frsize))
        }
    }

    /// The size of a file; nil where there is none.
    private static func size(of path: String) -> Int64? {
        var file = stat()
        return stat(path, &file) == 0 ? Int64(file.st_size) : nil
    }
}
