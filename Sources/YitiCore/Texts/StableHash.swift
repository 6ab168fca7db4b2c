/// FNV-1a, which is the same on every machine and in every process (unlike `Hasher`). It tells things apart and orders them; it keeps no
/// secret.
enum StableHash {
    /// Of a text.
    static func of(_ text: String) -> UInt64 { of(text.utf8, after: 0xCBF2_9CE4_8422_2325) }

    /// Of more octets, after what came before them.
    static func of(_ octets: some Sequence<UInt8>, after hash: UInt64) -> UInt64 {
        octets.reduce(hash) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
