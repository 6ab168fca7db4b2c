import Foundation
import NIOSSL

@testable import YitiServer

/// A certificate for localhost that signs itself and lasts for a hundred years, with its key. Nobody trusts it but the tests.
enum TestCertificate {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBmjCCAUGgAwIBAgIUdcHerT4cJGSVvysZxXAo9ADw62UwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODE2NTQwM1oYDzIxMjYxMTA0
        MTY1NDAzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATGsAHyVXgbQuaDMtMQv2U3V3cq9OzIUKt7ZmRyULA7Jq7j39LemGUh
        iF+WEFOBvFCnACTQOqvjcuwFSOnHRg8+o28wbTAdBgNVHQ4EFgQUEBGYrwafdW0U
        GUujIeKUPufA+PUwHwYDVR0jBBgwFoAUEBGYrwafdW0UGUujIeKUPufA+PUwDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDRwAwRAIgafwHO0mGlQLbFgXJh2jKYhn2WdfMrRwHsatEM5y+CEMCIH75
        vUiCNUlLCrSZUnla6t4s+8yNKauA66pKMnVhtpAh
        -----END CERTIFICATE-----
        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmnE4NR8/739UhgmC
        oj4ksYvcWEYYfI4nYGgaObh4xGKhRANCAATGsAHyVXgbQuaDMtMQv2U3V3cq9OzI
        UKt7ZmRyULA7Jq7j39LemGUhiF+WEFOBvFCnACTQOqvjcuwFSOnHRg8+
        -----END PRIVATE KEY-----
        """

    /// The key of no certificate here.
    static let otherKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjC5Koe3ssi2GIpfF
        NI5MbHQ6h0V8mwsz4qtNnKmEoS6hRANCAAQxLPwCnVrbJ3aKBM7RqoAkEPnC2BoZ
        Tg+2LZKhx5/2QJZaQcUnXhSnAANUuLxd0pR+d5CO2A4dg/q0J5xReQdR
        -----END PRIVATE KEY-----
        """

    /// Writes both into a folder, for a listener.
    static func write(to folder: String) throws -> TransportSecurityFiles {
        let files = TransportSecurityFiles(certificate: folder + "/certificate.pem", key: folder + "/key.pem")
        try certificate.write(toFile: files.certificate, atomically: true, encoding: .utf8)
        try key.write(toFile: files.key, atomically: true, encoding: .utf8)
        return files
    }

    /// What a client needs to trust it.
    static func clientContext() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)))
        return try NIOSSLContext(configuration: configuration)
    }
}
