/// The fuzzer calls this with each input; a complaint ends the process, and the fuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let complaint = BridgeChunking.complaint(bytes) { fatalError(complaint) }
    return 0
}
